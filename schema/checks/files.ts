import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Model } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";
import { collectionsOf } from "./check.ts";

/** Checks the model's paths to other files, relative to the schema file; seeds have their own checks. */
export function* checkFiles(schemaFile: string, model: Model): Generator<DefinitionProblem> {
  const { output } = model;
  const absolute = (path: string) => resolve(dirname(schemaFile), path);
  if (!/(?<!\.d)\.ts$/.test(output) || absolute(output) === schemaFile) {
    yield {
      rule: "definition-invalid",
      path: ["output"],
      message: `generated TypeScript cannot be written to ${JSON.stringify(output)}`,
      help: 'Name a .ts file of its own: `output: "./src/kv.gen.ts"`.',
    };
  }
  for (const { collection, path } of collectionsOf(model)) {
    const { onInvalid, version } = collection;
    for (const { version: from, from: module, name } of version?.upcasts ?? []) {
      if (existsSync(absolute(module))) continue;
      yield {
        rule: "version-invalid",
        path: [...path, "upcasts", String(from), "from"],
        message: `there is no module ${module} with the upcast \`${name}\``,
        help: "Create it, or fix the path: it is relative to the schema file.",
      };
    }
    if (typeof onInvalid === "object" && !existsSync(absolute(onInvalid.from))) {
      yield {
        rule: "repair-missing",
        path: [...path, "onInvalid", "from"],
        message: `there is no module ${onInvalid.from} with the function \`${onInvalid.name}\``,
        help: "Create it, or fix the path: it is relative to the schema file.",
      };
    }
    for (const { name, codec } of collection.key.params) {
      if (codec.kind !== "custom" || existsSync(absolute(codec.from))) continue;
      yield {
        rule: "param-codec-missing",
        path: [...path, "params", name, "from"],
        message: `there is no module ${codec.from} for the codec of \`{${name}}\``,
        help: "Create it, or fix the path: it is relative to the schema file.",
      };
    }
  }
}

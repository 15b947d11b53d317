import { recordsOptions } from "../../schema/define.ts";
import { loadSchema } from "../../schema/load.ts";
import { isRest } from "../../schema/param.ts";
import type { TtlPolicy } from "../../schema/ttl.ts";

/** The collections of a schema file, in the form of the lines by hand. */
export async function collectionLines(file: string, text: string): Promise<readonly string[]> {
  const definition = await loadSchema(file);
  return Object.entries(definition.options.namespaces).flatMap(([binding, { collections }]) =>
    Object.keys(collections).map((name) => {
      const options = recordsOptions(definition, binding, name);
      if (options === undefined) throw new Error(`${name} is no collection of records`);
      const { key, params = {}, codec = "json", ttl } = options;
      const template = key.replace(/\{(\w+)\}/g, (_, param) =>
        isRest(params[param]) ? "{...}" : "{}",
      );
      const block = blockOf(text, binding, name);
      const value = valueText(block, String(codec));
      return `${binding} ${template} | ${String(codec)}${value} | ${ttlText(ttl, block)}`;
    }),
  );
}

/** The lines of a collection, with its comments, in one. */
function blockOf(text: string, binding: string, name: string): string {
  const [, namespace = ""] = text.split(`\n    ${binding}: {`);
  const [before = "", after = ""] = namespace.split(`\n        ${name}: collection({`);
  const comments = /(?:\n\s*\/\/[^\n]*)*$/.exec(before)?.[0] ?? "";
  return `${comments}${after.split("\n        }),")[0]}`;
}

/** The value's type in one line, as formatters write it where there is room. */
function valueText(block: string, codec: string): string {
  const [, text = ""] = /value: ([\s\S]*?),\n\s*(?:codec|ttl|metadata): /.exec(block) ?? [];
  const flat = text
    .replace(/\s+/g, " ")
    .replace(/([([]) | (?=[)\]])/g, "$1")
    .replace(/,(?= ?[)\]}])/g, "");
  if (codec !== "text") return flat === "z.unknown()" ? " ?" : flat === "" ? "" : ` ${flat}`;
  const texts = flat.match(/"[^"]*"/g) ?? [];
  return texts.map((each) => ` ${each}`).join("");
}

function ttlText(policy: TtlPolicy, block: string): string {
  if (block.includes("TODO: say how long it lives")) return "?";
  if (policy.policy === "fixed") return String(policy.ttl);
  return policy.policy === "default" ? `default ${policy.ttl}` : policy.policy;
}

import type { core } from "zod";
import type { AssetsDefinition, CollectionDefinition, CollectionOptions } from "../define.ts";
import { DEFINITION } from "../define.ts";
import type { CollectionModel, KeyModel, SeedModel, TtlModel } from "../model.ts";
import type { ParamSchema } from "../param.ts";
import type { Path, SchemaProblem } from "../problem.ts";
import { parseTemplate } from "../template.ts";
import type { TtlPolicy } from "../ttl.ts";
import { describeType, type TypeFault } from "../type/describe.ts";
import type { TypeModel } from "../type/model.ts";
import { ASSET_METADATA } from "./assets.ts";
import { compileParam } from "./param.ts";
import { compileTtl } from "./ttl.ts";

type Options = CollectionOptions<string, core.$ZodType, core.$ZodType>;

/** Compiles one collection; problems are added with paths that start at `path`. */
export function compileCollection(
  name: string,
  definition: CollectionDefinition | AssetsDefinition,
  context: {
    readonly separator: string;
    readonly path: Path;
    readonly problems: SchemaProblem[];
  },
): CollectionModel {
  const compiler = new CollectionCompiler(context.separator, context.path, context.problems);
  return definition[DEFINITION] === "assets"
    ? compiler.compileAssets(name, definition.options)
    : compiler.compileRecords(name, definition.options);
}

class CollectionCompiler {
  readonly #separator: string;
  readonly #path: Path;
  readonly #problems: SchemaProblem[];

  constructor(separator: string, path: Path, problems: SchemaProblem[]) {
    this.#separator = separator;
    this.#path = path;
    this.#problems = problems;
  }

  compileRecords(name: string, options: Options): CollectionModel {
    const value = this.#compileType(options.value, ["value"]);
    const codec = options.codec ?? "json";
    if (codec === "text" && value.kind !== "string") {
      this.#add("codec-mismatch", ["codec"], {
        message: `the codec \`text\` stores strings, and the value is of type \`${value.kind}\``,
        help: "Leave `codec` out, which stores JSON, or make the value a string type.",
      });
    }
    const metadata =
      options.metadata === undefined
        ? undefined
        : this.#compileType(options.metadata, ["metadata"]);
    return {
      name,
      kind: "records",
      ...(options.description !== undefined && { description: options.description }),
      key: this.#compileKey(options.key, options.params ?? {}),
      codec,
      value,
      ...(metadata !== undefined && { metadata }),
      ttl: this.#compileTtl(options.ttl, value),
      ...(options.fallback !== undefined && { fallback: options.fallback }),
      ...(options.seed !== undefined && { seed: this.#compileSeed(options.seed) }),
    };
  }

  compileAssets(name: string, options: AssetsDefinition["options"]): CollectionModel {
    // A path's `/` stays readable: only the separator and what follows the path are encoded.
    const key = this.#compileKey(options.key, {});
    if (key.params.length !== 1) {
      this.#add("assets-key", ["key"], {
        message: "an asset collection's key needs one parameter, for the file's path",
        help: "Write a template such as `site:{path}`.",
      });
    }
    return {
      name,
      kind: "assets",
      ...(options.description !== undefined && { description: options.description }),
      key,
      codec: "bytes",
      value: { kind: "bytes" },
      metadata: ASSET_METADATA,
      ttl: { policy: "none", reason: "files stay until a deploy replaces them" },
      seed: { source: "folder", path: options.from },
    };
  }

  #compileType(schema: core.$ZodType, path: Path): TypeModel {
    const faults: TypeFault[] = [];
    const type = describeType(schema, faults);
    for (const fault of faults) this.#add(fault.rule, [...path, ...fault.path], fault);
    return type;
  }

  #compileKey(
    template: string,
    params: Readonly<Record<string, ParamSchema | undefined>>,
  ): KeyModel {
    const segments = parseTemplate(template);
    if ("message" in segments) {
      this.#add("template-syntax", ["key"], segments);
      return { template, segments: [], params: [] };
    }
    const names = segments.flatMap((segment) => ("param" in segment ? [segment.param] : []));
    for (const name of Object.keys(params).filter((name) => !names.includes(name))) {
      this.#add("param-unknown", ["params", name], {
        message: `the key template has no parameter \`{${name}}\``,
        help: names.length === 0 ? "Take it out." : `The template has: ${names.join(", ")}.`,
      });
    }
    const models = segments.flatMap((segment, index) => {
      if (!("param" in segment)) return [];
      const next = segments[index + 1];
      const stop = next !== undefined && "literal" in next ? (next.literal[0] ?? "") : "";
      const special = [...new Set(`%${this.#separator}${stop}`)].join("");
      const model = compileParam(segment.param, params[segment.param], special);
      if (!("message" in model)) return [model];
      this.#add("param-not-supported", ["params", segment.param], model);
      return [];
    });
    return { template, segments, params: models };
  }

  #compileTtl(policy: TtlPolicy | undefined, value: TypeModel): TtlModel {
    if (policy === undefined) {
      this.#add("ttl-missing", [], {
        message: "the collection says nothing on TTL",
        help: 'Add `ttl: ttl.default("1h")`, or `ttl: ttl.none("why records may stay for ever")`.',
      });
      return { policy: "none", reason: "" };
    }
    const compiled = compileTtl(policy, value);
    if (!("message" in compiled)) return compiled;
    this.#add(compiled.rule, ["ttl", ...compiled.path], compiled);
    return { policy: "none", reason: "" };
  }

  #compileSeed(seed: NonNullable<Options["seed"]>): SeedModel {
    if (typeof seed !== "string") return { source: "inline", records: seed };
    if (seed.endsWith(".json")) return { source: "json", path: seed };
    if (seed.endsWith(".ndjson") || seed.endsWith(".jsonl"))
      return { source: "ndjson", path: seed };
    if (!/\.[cm]?[jt]s$/.test(seed)) {
      this.#add("seed-not-supported", ["seed"], {
        message: `nothing is known of how to read the seed \`${seed}\``,
        help: "Use a .json or .ndjson file, or a module (.ts, .js) whose default export gives records.",
      });
    }
    return { source: "module", path: seed };
  }

  #add(rule: string, path: Path, { message, help }: { message: string; help: string }): void {
    this.#problems.push({
      rule,
      severity: "error",
      path: [...this.#path, ...path],
      message,
      help,
    });
  }
}

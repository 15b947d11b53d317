import { durationToSeconds } from "../../src/runtime/duration.ts";
import { isRecord, typeName } from "../../src/runtime/issue.ts";
import type {
  AssetsOptions,
  CollectionDefinition,
  KvOptions,
  NamespaceOptions,
} from "../define.ts";
import { METHODS } from "../methods.ts";
import type { CustomParam, RestParam } from "../param.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import { pointers } from "./pointer-kinds.ts";
import { redaction } from "./redact-kinds.ts";
import { cacheControl, encodings, mount } from "./serve-kinds.ts";

/** What an option's value must be. */
interface Option {
  /** In the words of a message: "must be …". */
  readonly expected: string;
  /** One that is right, as it is written. */
  readonly example: string;
  readonly required: boolean;
  accepts(value: unknown): boolean;
}

/** The options of one function of the schema language, by name. */
interface OptionTable {
  /** What the options are those of, in the words of a message. */
  readonly owner: string;
  readonly options: Readonly<Record<string, Option>>;
}

/** What kind of value an option takes. */
export type Kind = Pick<Option, "expected" | "accepts">;

const text: Kind = { expected: "a string", accepts: (value) => typeof value === "string" };
const flag: Kind = { expected: "a boolean", accepts: (value) => typeof value === "boolean" };
const object: Kind = { expected: "an object", accepts: isRecord };
const zodType: Kind = { expected: "a type of zod 4", accepts: isZodType };
const anything: Kind = { expected: "a value", accepts: () => true };
const wholeNumber: Kind = {
  expected: "a whole number above 0",
  accepts: (value) => Number.isSafeInteger(value) && Number(value) > 0,
};
const policy: Kind = {
  expected: "a policy made by `ttl`",
  accepts: (value) =>
    isRecord(value) &&
    ["none", "fixed", "default", "required", "optional", "field"].includes(String(value["policy"])),
};
const seed: Kind = {
  expected: "a path or an array of records",
  accepts: (value) => typeof value === "string" || Array.isArray(value),
};
const duration: Kind = {
  expected: "whole seconds or a duration",
  accepts: (value) => durationToSeconds(value) !== undefined,
};
const cache: Kind = {
  expected: "an object with `stale`, `negative` or `jitter`",
  accepts: (value) =>
    isRecord(value) &&
    Object.entries(value).every(([name, part]) => {
      if (part === undefined) return true;
      if (name === "jitter") return typeof part === "number";
      return ["stale", "negative"].includes(name) && durationToSeconds(part) !== undefined;
    }),
};
const onInvalid: Kind = {
  expected: '"throw", "missing", or an export of a module',
  accepts: (value) => value === "throw" || value === "missing" || isModuleExport(value),
};
const upcasts: Kind = {
  expected: "an object with an export of a module for each version",
  accepts: (value) => isRecord(value) && Object.values(value).every(isModuleExport),
};
const codec: Kind = {
  expected: '"json", "text", "bytes", "stream", or what `gzip` or `sealed` gives',
  // What is in it has a check of its own.
  accepts: (value) =>
    ["json", "text", "bytes", "stream"].includes(value as string) ||
    (isRecord(value) && ["gzip", "sealed"].includes(String(value["kind"]))),
};
const methods: Kind = {
  expected: `a list of methods: ${METHODS.join(", ")}`,
  accepts: (value) =>
    Array.isArray(value) && value.every((name) => (METHODS as readonly unknown[]).includes(name)),
};
const names: Kind = {
  expected: "a name, or an array of names",
  accepts: (value) => [value].flat().every((name) => typeof name === "string"),
};
const nameCase = oneOf("camelCase", "kebab-case", "snake_case", "PascalCase", "CONSTANT_CASE");

function oneOf(...values: readonly string[]): Kind {
  return {
    expected: `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
    accepts: (value) => values.includes(value as string),
  };
}

const needed = (kind: Kind, example: string): Option => ({ ...kind, example, required: true });
const optional = (kind: Kind, example: string): Option => ({ ...kind, example, required: false });

/** The table of an interface: none of its properties may be forgotten. */
type TableOf<Options> = OptionTable & {
  readonly options: Readonly<Record<keyof Options, Option>>;
};

export const KV_OPTIONS: TableOf<KvOptions> = {
  owner: "the schema",
  options: {
    namespaces: needed(object, "{ CACHE: { … } }"),
    output: optional(text, '"./src/kv.gen.ts"'),
    conventions: optional(object, '{ separator: "/" }'),
    zodInWorker: optional(oneOf("allow", "error"), '"error"'),
  },
};

export const CONVENTIONS: TableOf<NonNullable<KvOptions["conventions"]>> = {
  owner: "the conventions",
  options: {
    separator: optional(text, '"/"'),
    segments: optional(nameCase, '"kebab-case"'),
    namespaces: optional(nameCase, '"CONSTANT_CASE"'),
    collections: optional(nameCase, '"camelCase"'),
  },
};

// What has a check of its own for its absence, such as the title, is optional here.
export const NAMESPACE_OPTIONS: TableOf<NamespaceOptions> = {
  owner: "a namespace",
  options: {
    title: optional(text, '"shop-{stage}-cache"'),
    collections: needed(object, "{ user: collection({ … }) }"),
    preview: optional(flag, "true"),
    jurisdiction: optional(oneOf("eu", "fedramp", "us"), '"eu"'),
    renamedFrom: optional(names, '"SESSIONS"'),
    description: optional(text, '"What visitors put into their carts."'),
    owner: optional(text, '"checkout"'),
  },
};

export const COLLECTION_OPTIONS: TableOf<CollectionDefinition["options"]> = {
  owner: "a collection",
  options: {
    key: needed(text, '"user:{id}"'),
    params: optional(object, "{ id: z.uuid() }"),
    // Where values are bytes there is none.
    value: optional(zodType, "z.object({ name: z.string() })"),
    metadata: optional(zodType, "z.object({ size: z.int() })"),
    ttl: optional(policy, 'ttl.default("1h")'),
    codec: optional(codec, 'gzip("json")'),
    version: optional(wholeNumber, "2"),
    upcasts: optional(upcasts, '{ 1: { from: "./upcasts.ts", name: "userFrom1" } }'),
    versionIn: optional(oneOf("envelope", "metadata"), '"metadata"'),
    fallback: optional(anything, "{ enabled: false }"),
    cacheTtl: optional(duration, '"5m"'),
    pointers: optional(pointers, '{ byEmail: "user-email:{email}" }'),
    cache: optional(cache, '{ stale: "1h" }'),
    methods: optional(methods, '["get", "put", "delete"]'),
    redact: optional(redaction, "{ value: { email: redact.email() } }"),
    onInvalid: optional(onInvalid, '{ from: "./repair.ts", name: "repairUser" }'),
    seed: optional(seed, '"./seeds/users.json"'),
    description: optional(text, '"A user, by id."'),
    owner: optional(text, '"accounts"'),
    deprecated: optional(text, '"`account` takes its place"'),
    renamedFrom: optional(names, '"customer"'),
  },
};

export const ASSETS_OPTIONS: TableOf<AssetsOptions<string>> = {
  owner: "an asset collection",
  options: {
    key: needed(text, '"site:{path}"'),
    from: needed(text, '"./public"'),
    mount: optional(mount, '"/static"'),
    notFound: optional(text, '"404.html"'),
    cacheControl: optional(cacheControl, '{ "*.html": "no-cache" }'),
    precompress: optional(encodings, '["br", "gzip"]'),
    cacheTtl: optional(duration, '"5m"'),
    description: optional(text, '"The files of the site."'),
    owner: optional(text, '"web"'),
    renamedFrom: optional(names, '"file"'),
  },
};

const CUSTOM_PARAM: TableOf<CustomParam> = {
  owner: "`param.custom`",
  options: {
    codec: needed(oneOf("custom"), '"custom"'),
    from: needed(text, '"./country.ts"'),
    name: needed(text, '"country"'),
    maxBytes: needed(wholeNumber, "2"),
  },
};

const REST_PARAM: TableOf<RestParam> = {
  owner: "`param.rest`",
  options: {
    codec: needed(oneOf("rest"), '"rest"'),
    type: optional(zodType, "z.string().max(400)"),
  },
};

/**
 * Holds options to the types that they are declared with, which a schema in JavaScript, or one with
 * an `any` in it, may miss. Adds a problem for each that is missing, unknown, or of another type.
 *
 * @returns whether what is there can be compiled.
 */
export function checkOptions(
  options: unknown,
  { owner, options: table }: OptionTable,
  path: Path,
  problems: DefinitionProblem[],
): boolean {
  const add = (problem: Pick<DefinitionProblem, "path" | "at" | "message" | "help">) =>
    problems.push({ rule: "definition-invalid", ...problem });
  const help = () => `Its options are: ${Object.keys(table).join(", ")}.`;
  if (!isRecord(options)) {
    const message = `${owner} must be an object of options, and is ${typeName(options)}`;
    add({ path, message, help: help() });
    return false;
  }
  let sound = true;
  for (const name in table) {
    const { expected, example, required, accepts } = table[name] as Option;
    const value = options[name];
    if (value === undefined ? !required : accepts(value)) continue;
    sound = false;
    if (value === undefined) problems.push(missingOption({ owner, options: table }, name, path));
    else {
      const help = `Write it like this: \`${name}: ${example}\`.`;
      const message = `\`${name}\` must be ${expected}, and is ${describe(value)}`;
      add({ path: [...path, name], message, help });
    }
  }
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(table, name)) continue;
    const message = `${owner} has no option \`${name}\``;
    add({ path: [...path, name], at: "name", message, help: help() });
  }
  return sound;
}

/** The problem of an option that is not there. */
export function missingOption(
  { owner, options }: OptionTable,
  name: string,
  path: Path,
): DefinitionProblem {
  const message = `${owner} needs the option \`${name}\``;
  const help = `Write it like this: \`${name}: ${options[name]?.example}\`.`;
  return { rule: "definition-invalid", path, message, help };
}

/** The same for a parameter's schema. */
export function checkParam(
  name: string,
  schema: unknown,
  path: Path,
  problems: DefinitionProblem[],
): boolean {
  if (isRecord(schema) && "codec" in schema) {
    const table = schema["codec"] === "rest" ? REST_PARAM : CUSTOM_PARAM;
    return checkOptions(schema, table, path, problems);
  }
  if (schema === undefined || isZodType(schema)) return true;
  problems.push({
    rule: "definition-invalid",
    path,
    message: `the parameter \`{${name}}\` must be a type of zod 4, \`param.rest\` or \`param.custom\`, and is ${describe(schema)}`,
    help: `Write it like this: \`${name}: z.uuid()\`.`,
  });
  return false;
}

function isModuleExport(value: unknown): boolean {
  return isRecord(value) && typeof value["from"] === "string" && typeof value["name"] === "string";
}

function isZodType(value: unknown): boolean {
  return isRecord(value) && isRecord(value["_zod"]);
}

function describe(value: unknown): string {
  // zod 3 has the same names for other things: "an object" would puzzle its user.
  if (isRecord(value) && "_def" in value && !("_zod" in value)) return "a type of zod 3";
  return typeof value === "string" ? JSON.stringify(value) : typeName(value);
}

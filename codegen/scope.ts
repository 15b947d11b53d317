import type { Step } from "../schema/type/steps.ts";
import type { CodeWriter } from "./text/code-writer.ts";
import { beside, type Doc, list } from "./text/doc.ts";
import { constantFor, isReservedWord } from "./text/identifier.ts";
import { literalDoc, literalText, stringText } from "./text/literal.ts";

/** What the runtime exports that generated code may use. */
const RUNTIME_NAMES = [
  // Accessors, and how values are stored.
  ...(["Reads", "BasicCollection", "Collection", "BatchCollection", "ListedCollection"] as const),
  ...(["AssetServer", "AssetStore", "ListedAssetStore"] as const),
  ...(["BasicSingleton", "Singleton", "Cache", "pointed"] as const),
  ...(["cleanUrls", "compressedForms", "repairedBy", "singlePageApp"] as const),
  ...(["defaultTtl", "fieldTtl", "fixedTtl", "noTtl", "optionalTtl", "requiredTtl"] as const),
  ...(["besideVersion", "versioned", "versionInMetadata"] as const),
  ...(["bytes", "exactJson", "gzip", "gzipStream", "json", "sealed", "stream", "text"] as const),
  // Keys.
  ...(["customParam", "dateParam", "enumParam", "integerParam", "pathParam", "textParam"] as const),
  ...([
    "decodeCustom",
    "decodeDate",
    "decodeInteger",
    "decodeText",
    "keyRange",
    "uuidParam",
  ] as const),
  ...(["encodeInteger", "encodeText", "keyText"] as const),
  // Checks.
  ...(["abort", "asGiven", "authored", "both", "firstMatch", "frozen", "passesOn"] as const),
  ...(["copyOtherKeys", "isPlainObject", "isRecord", "prefixIssues", "rejectOtherKeys"] as const),
  ...(["isLongerThan", "isMultipleOf", "isShorterThan"] as const),
  ...(["addIssue", "noMatch", "notInteger", "wrongTag", "wrongType", "wrongValue"] as const),
  ...([
    "isBase64",
    "isBase64Url",
    "isCidrv6",
    "isCreditCard",
    "isIban",
    "isIpv6",
    "isJwt",
  ] as const),
  ...(["hostnameOf", "normalUrlText", "protocolOf", "urlText", "webUrlText"] as const),
] as const;

type RuntimeName = (typeof RUNTIME_NAMES)[number];

type RuntimeType =
  | ("AssetServerSpec" | "CachedSpec" | "Duration" | "LoadContext")
  | ("CollectionSpec" | "GetOptions" | "Issue" | "KVNamespace" | "PageOptions")
  | ("NotALeadingParameter" | "PointedSpec" | "PointerRepair" | "Range" | "RepairOptions")
  | ("Ttl" | "TtlWithin");

/** The names of the language that statements of generated functions use. */
const GLOBALS = [
  ...["Array", "BigInt", "Date", "Number", "Object", "ReadableStream", "Set", "String"],
  "Uint8Array",
];

/** Names that only the specifications use, so a variable of a function may have them. */
const NOT_IN_FUNCTIONS: ReadonlySet<string> = new Set([
  ...["AssetServer", "AssetStore", "ListedAssetStore"],
  ...["bytes", "Cache", "Collection", "json", "keyloom", "ListedCollection"],
  ...["BasicCollection", "BatchCollection", "BasicSingleton", "Reads", "Singleton", "text"],
  ...["exactJson", "gzip", "gzipStream", "pointed", "sealed", "stream"],
  ...["cleanUrls", "compressedForms", "repairedBy", "singlePageApp"],
  ...["defaultTtl", "fieldTtl", "fixedTtl", "noTtl", "optionalTtl", "requiredTtl"],
  ...["besideVersion", "versioned", "versionInMetadata"],
  ...["customParam", "dateParam", "enumParam", "integerParam", "pathParam", "textParam"],
  ...["decodeCustom", "decodeDate", "decodeInteger", "decodeText", "keyRange", "uuidParam"],
]);

/**
 * The names of one generated file: what it imports from the runtime, and the constants and functions
 * that it declares. Regular expressions are constants, because a function would create them at each call.
 */
export class Scope {
  readonly #imports = new Map<string, string>();
  readonly #constants = new Map<string, { readonly name: string; readonly value: Doc }>();
  readonly #taken = new Set<string>([...RUNTIME_NAMES, ...GLOBALS, "keyloom"]);
  /** The name of the imported schema of the author, if it is imported. */
  #schema: string | undefined;
  /** The imported functions of zod, each with its name here. */
  readonly #zod = new Map<string, string>();
  /** The names of local variables: they could hide a constant that is named later. */
  readonly #locals = new Set<string>();

  /** Imports a value from the runtime. */
  use(name: RuntimeName): string {
    this.#imports.set(name, name);
    return name;
  }

  /** Imports a type from the runtime. */
  useType(name: RuntimeType): string {
    this.#imports.set(name, `type ${name}`);
    return name;
  }

  /** Writes the import from the runtime, with its names sorted as by formatters. */
  writeImport(writer: CodeWriter): void {
    const names = [...this.#imports.keys()].sort((a, b) =>
      a.toLowerCase() < b.toLowerCase() ? -1 : 1,
    );
    if (names.length === 0) return;
    const areTypes = names.every((name) => this.#imports.get(name) !== name);
    const texts = areTypes ? names : names.map((name) => this.#imports.get(name) ?? name);
    const head = areTypes ? "import type {" : "import {";
    writer.line([list(head, texts, "}"), ' from "keyloom/runtime";']);
  }

  /** Keeps a name from being given to anything else. */
  reserve(name: string): string {
    this.#taken.add(name);
    return name;
  }

  /** A name for a function or an import of the file. */
  declare(stem: string): string {
    const isTaken = (name: string) => this.#taken.has(name) || this.#locals.has(name);
    return this.reserve(numbered(stem, "", isTaken));
  }

  /** A name for a local variable that hides no name of the file or of its own function. */
  local(stem: string, isLocal: (name: string) => boolean): string {
    const isHidden = (name: string) => this.#taken.has(name) && !NOT_IN_FUNCTIONS.has(name);
    const isTaken = (name: string) => isReservedWord(name) || isLocal(name) || isHidden(name);
    const name = isTaken(stem) ? numbered(stem, "", isTaken) : stem;
    this.#locals.add(name);
    return name;
  }

  /** The constant for a regular expression that is tested from the start of a text. */
  pattern(stem: string, source: string, flags: string): string {
    // A global or sticky expression keeps its position between calls, so it would not restart.
    const start = flags.includes("y") ? `(?<![\\s\\S])(?:${source})` : source;
    return this.#constant(stem, `/${start}/${flags.replace(/[gy]/g, "")}`);
  }

  /** The constant for a global regular expression, for `replace`. */
  global(stem: string, source: string): string {
    return this.#constant(stem, `/${source}/g`);
  }

  /** The constant for a set in which values of any type are looked up. */
  values(stem: string, values: readonly unknown[]): string {
    return this.#constant(stem, list("new Set<unknown>([", values.map(literalText), "])"));
  }

  /** The constant for the names of an object's properties. */
  keys(stem: string, names: readonly string[]): string {
    const type = names.length === 0 ? "<string>" : "";
    return this.#constant(`${stem} keys`, list(`new Set${type}([`, names.map(literalText), "])"));
  }

  /** The constant for the check of a part by the author's own schema. */
  authored(
    stem: string,
    place: string,
    steps: readonly Step[],
    direction: "decode" | "encode",
  ): string {
    this.#schema ??= this.declare("schema");
    const [original, verb] =
      direction === "encode" ? ["safeEncode", "encoder"] : ["safeParse", "check"];
    const local = this.#zod.get(original as string) ?? this.declare(original as string);
    this.#zod.set(original as string, local);
    const args = [this.#schema, stringText(place), literalDoc(steps.flat()), local];
    return this.#constant(`${stem} ${verb}`, list(`${this.use("authored")}(`, args, ")"));
  }

  /** Writes the imports of the author's schema and of zod, if they check a part. */
  writeSchemaImports(writer: CodeWriter, from: string): void {
    if (this.#schema === undefined) return;
    const names = [...this.#zod].sort().map(([name, local]) => {
      return name === local ? name : `${name} as ${local}`;
    });
    writer.line(`import { ${names.join(", ")} } from "zod/v4/core";`);
    writer.line(`import ${this.#schema} from ${stringText(from)};`);
  }

  /** Writes the constants, in the order of first use. */
  writeConstants(writer: CodeWriter): void {
    for (const { name, value } of this.#constants.values()) {
      writer.line(
        typeof value === "string"
          ? beside(`const ${name} =`, `${value};`)
          : [`const ${name} = `, value, ";"],
      );
    }
  }

  #constant(stem: string, value: Doc): string {
    const text = typeof value === "string" ? `${stem} ${value}` : JSON.stringify([stem, value]);
    const known = this.#constants.get(text);
    if (known !== undefined) return known.name;
    const isTaken = (name: string) => this.#taken.has(name) || this.#locals.has(name);
    const name = this.reserve(numbered(constantFor(stem), "_", isTaken));
    this.#constants.set(text, { name, value });
    return name;
  }
}

/** The first of `stem`, `stem2`, `stem3`, … that is free. */
function numbered(stem: string, separator: string, isTaken: (name: string) => boolean): string {
  for (let count = 2, name = stem; ; name = `${stem}${separator}${count++}`) {
    if (!isTaken(name)) return name;
  }
}

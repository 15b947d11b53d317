import type { Step } from "../schema/type/steps.ts";
import { CHECK_NAMES, type RuntimeName, type RuntimeType, SPEC_NAMES } from "./runtime-names.ts";
import type { CodeWriter } from "./text/code-writer.ts";
import { beside, type Doc, list } from "./text/doc.ts";
import { freeName } from "./text/free-name.ts";
import { constantFor, isReservedWord } from "./text/identifier.ts";
import { literalDoc, literalText, stringText } from "./text/literal.ts";

/** The names of the language that statements of generated functions use. */
const GLOBALS = [
  ...["Array", "BigInt", "Date", "Number", "Object", "ReadableStream", "Set", "String"],
  "Uint8Array",
];

/** Functions do not use these, so their variables may have the same names. */
const NOT_IN_FUNCTIONS: ReadonlySet<string> = new Set([...SPEC_NAMES, "keyloom"]);

/**
 * The names of one generated file: what it imports from the runtime, and the constants and functions
 * that it declares. Regular expressions are constants, because a function would create them at each call.
 */
export class Scope {
  readonly #imports = new Map<string, string>();
  readonly #constants = new Map<string, { readonly name: string; readonly value: Doc }>();
  readonly #taken = new Set<string>([...SPEC_NAMES, ...CHECK_NAMES, ...GLOBALS, "keyloom"]);
  /** The name of the imported schema of the author, if it is imported. */
  #schema: string | undefined;
  /** The imported functions of zod, each with its name here. */
  readonly #zod = new Map<string, string>();
  /** The names of local variables: they could hide a constant that is named later. */
  readonly #locals = new Set<string>();
  readonly #isTaken = (name: string) => this.#taken.has(name) || this.#locals.has(name);

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
    return this.reserve(freeName(stem, this.#isTaken));
  }

  /** A name for a local variable that hides no name of the file or of its own function. */
  local(stem: string, isLocal: (name: string) => boolean): string {
    const isHidden = (name: string) => this.#taken.has(name) && !NOT_IN_FUNCTIONS.has(name);
    const isTaken = (name: string) => isReservedWord(name) || isLocal(name) || isHidden(name);
    const name = freeName(stem, isTaken);
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
    const original = direction === "encode" ? "safeEncode" : "safeParse";
    const verb = direction === "encode" ? "encoder" : "check";
    const local = this.#zod.get(original) ?? this.declare(original);
    this.#zod.set(original, local);
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
    const name = this.reserve(freeName(constantFor(stem), this.#isTaken, "_"));
    this.#constants.set(text, { name, value });
    return name;
  }
}

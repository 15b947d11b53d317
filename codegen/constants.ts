import type CodeBlockWriter from "code-block-writer";
import { writeBroken } from "./layout.ts";
import { literalText } from "./literal.ts";

/**
 * The constants that validators share, written once at the top of the generated file: a regular
 * expression in a function would be made anew at each call.
 */
export class Constants {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** The name of a regular expression's constant, `UUID` for the format `uuid`. */
  pattern(format: string, source: string, flags: string): string {
    // A global expression keeps its place between calls; `test` from the start is what is meant.
    return this.#name(format, `/${source}/${flags.replace("g", "")}`);
  }

  /** The name of a global regular expression's constant, for `replace`. */
  global(name: string, source: string): string {
    return this.#name(name, `/${source}/g`);
  }

  /** The name of a set's constant. */
  set(name: string, values: readonly unknown[]): string {
    const elements = values.map(literalText).join(", ");
    return this.#name(name, `new Set<unknown>([${elements}])`);
  }

  /** Writes the `const` declarations, in the order of first use. */
  write(writer: CodeBlockWriter): void {
    for (const [text, name] of this.#names) writeBroken(writer, `const ${name} =`, `${text};`);
  }

  #name(stem: string, text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const upper = stem.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase();
    let name = upper;
    for (let count = 2; this.#taken.has(name); count++) name = `${upper}_${count}`;
    this.#taken.add(name);
    this.#names.set(text, name);
    return name;
  }
}

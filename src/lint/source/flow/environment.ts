import type { CallExpression } from "oxc-parser";
import type { Declaration } from "../declaration.ts";
import type { SourceFile } from "../source-file.ts";
import { type Carried, type Change, changed, NOTHING, together } from "./carried.ts";

/** A write that has happened on the way to a point of a program. */
export interface Written {
  /** The calls that lead to it, and the write itself. */
  readonly path: readonly CallExpression[];
  readonly file: SourceFile;
  /** Whether the program has waited for nothing but KV since. */
  readonly isRecent: boolean;
}

/**
 * What variables carry at one point of a program, those that carry nothing being left out, and the records that
 * have been written.
 */
export class Environment {
  readonly #variables: Map<Declaration, Carried>;
  readonly #written: Map<string, Written>;

  constructor(
    variables: Iterable<readonly [Declaration, Carried]> = [],
    written: Iterable<readonly [string, Written]> = [],
  ) {
    this.#variables = new Map(variables);
    this.#written = new Map(written);
  }

  /** The last write of a record. */
  written(record: string): Written | undefined {
    return this.#written.get(record);
  }

  write(record: string, written: Written): void {
    this.#written.set(record, written);
  }

  /** The program waits for something else than KV. */
  wait(): void {
    for (const [record, written] of this.#written) {
      if (written.isRecent) this.#written.set(record, { ...written, isRecent: false });
    }
  }

  /** The next round of a loop has other values, and with them other records. */
  forgetWritten(): void {
    this.#written.clear();
  }

  get(variable: Declaration): Carried {
    return this.#variables.get(variable) ?? NOTHING;
  }

  set(variable: Declaration, carried: Carried): void {
    if (carried.size === 0) this.#variables.delete(variable);
    else this.#variables.set(variable, carried);
  }

  /** A change of an object shows in all variables that hold it, or a part of it. */
  change(object: Carried, change: Change): void {
    if (object.size === 0 || change === "same") return;
    for (const [variable, carried] of this.#variables) {
      if (isPrimitive(variable)) continue;
      if ([...carried.keys()].some((read) => object.has(read))) {
        this.#variables.set(variable, changed(carried, change));
      }
    }
  }

  copy(): Environment {
    return new Environment(this.#variables, this.#written);
  }

  /** What is known where paths meet; undefined if the program takes none of them. */
  static joined(ways: Iterable<Environment | undefined>): Environment | undefined {
    let joined: Environment | undefined;
    for (const way of ways) {
      if (way === undefined) continue;
      if (joined === undefined) joined = way.copy();
      else {
        for (const [variable, carried] of way.#variables) {
          joined.set(variable, together([joined.get(variable), carried]));
        }
        for (const [record, written] of way.#written) joined.write(record, written);
      }
    }
    return joined;
  }
}

const PRIMITIVES: ReadonlySet<string> = new Set([
  ...["TSStringKeyword", "TSNumberKeyword", "TSBooleanKeyword"],
]);

/** Whether a variable is declared as a text or a number, which no change of an object reaches. */
function isPrimitive(variable: Declaration): boolean {
  return "annotation" in variable && PRIMITIVES.has(variable.annotation?.type ?? "");
}

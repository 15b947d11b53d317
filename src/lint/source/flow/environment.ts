import type { Declaration } from "../declaration.ts";
import { type Carried, type Change, changed, NOTHING, together } from "./carried.ts";

/** What variables carry at one point of a program; those that carry nothing are left out. */
export class Environment {
  readonly #variables: Map<Declaration, Carried>;

  constructor(variables: Iterable<readonly [Declaration, Carried]> = []) {
    this.#variables = new Map(variables);
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
    return new Environment(this.#variables);
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

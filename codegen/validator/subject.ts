import { type Doc, join, line, list } from "../text/doc.ts";
import { singularOf } from "../text/identifier.ts";
import { stringText } from "../text/literal.ts";

/** A step on the path to a value: a property, or a variable that holds an index or a key. */
type Step = { readonly property: string } | { readonly variable: string };

export type Path = readonly Step[];

/** A value to check. */
export interface Subject {
  /** The variable that holds it. */
  readonly input: string;
  readonly path: Path;
  /** Conditions under which there is anything to check: `note !== undefined`. */
  readonly guards: readonly string[];
  /** The condition under which a property exists, even if it is `undefined`. */
  readonly present?: string;
  /** A variable for the result of the check; without it the check declares one. */
  readonly target?: string;
}

export function pathDoc(path: Path): Doc {
  const steps = path.map((step) =>
    "property" in step ? stringText(step.property) : step.variable,
  );
  return list("[", steps, "]");
}

/** The name of a value: the last property on the path to it, or an item of that property. */
export function nameOf(path: Path): string {
  const index = path.findLastIndex((step) => "property" in step);
  const step = path[index];
  if (step === undefined || !("property" in step)) return "value";
  const isPart = index < path.length - 1;
  return (isPart ? singularOf(step.property) : undefined) ?? step.property;
}

/** `if (a && b)`, with one condition per line if they do not fit. */
export function ifAll(conditions: readonly string[]): Doc {
  return list("if (", [join([" &&", line], conditions)], ")", { trailingComma: false });
}

/** `if (a || b)`, with one condition per line if they do not fit. */
export function ifAny(conditions: readonly string[]): Doc {
  return list("if (", [join([" ||", line], conditions)], ")", { trailingComma: false });
}

import { type Doc, join, line, list } from "../text/doc.ts";
import { singularOf } from "../text/identifier.ts";
import { stringText } from "../text/literal.ts";

/** A step on the way to a value: a property, or a variable that holds an index or a key. */
type Step = { readonly property: string } | { readonly variable: string };

export type Path = readonly Step[];

/** A value that is to be checked. */
export interface Subject {
  /** The variable that holds it. */
  readonly input: string;
  readonly path: Path;
  /** Conditions under which there is anything to check: `note !== undefined`. */
  readonly guards: readonly string[];
  /** The condition under which a property is there, if only as `undefined`. */
  readonly present?: string;
  /** A variable that takes what the check makes of the value; without it the check declares one. */
  readonly target?: string;
}

export function pathDoc(path: Path): Doc {
  const steps = path.map((step) =>
    "property" in step ? stringText(step.property) : step.variable,
  );
  return list("[", steps, "]");
}

/** What a value is called: the last property on the way to it, or one of what that holds. */
export function nameOf(path: Path): string {
  const index = path.findLastIndex((step) => "property" in step);
  const step = path[index];
  if (step === undefined || !("property" in step)) return "value";
  const isPart = index < path.length - 1;
  return (isPart ? singularOf(step.property) : undefined) ?? step.property;
}

/** `if (a && b)`, with a condition a line where they do not fit. */
export function ifAll(conditions: readonly string[]): Doc {
  return list("if (", [join([" &&", line], conditions)], ")", { trailingComma: false });
}

/** `if (a || b)`, with a condition a line where they do not fit. */
export function ifAny(conditions: readonly string[]): Doc {
  return list("if (", [join([" ||", line], conditions)], ")", { trailingComma: false });
}

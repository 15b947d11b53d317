import { type Doc, group, ifBroken, indent, join, line, softLine } from "../text/doc.ts";

/** A member of a union. */
export interface Member {
  readonly text: Doc;
  /** Has its own braces, which formatters keep on one line with a single `null`. */
  readonly isObject?: true;
  /** Needs parentheses before `[]` and `?`: `readonly string[]`. */
  readonly hasOperator?: true;
}

/** The union of types, each member once; `unknown` includes all others. */
export function union(...types: readonly (readonly Member[])[]): readonly Member[] {
  const unknown = types.flat().find(({ text }) => text === "unknown");
  if (unknown !== undefined) return [unknown];
  return [...new Map(types.flat().map((member) => [JSON.stringify(member), member])).values()];
}

/** `name: type`; a union that does not fit is below the name, with one member per line. */
export function annotated(head: string, members: readonly Member[], end: string): Doc {
  const [only, ...others] = members;
  if (typeof only?.text === "string" && others.length === 0) return `${head} ${only.text}${end}`;
  if (isPlain(members)) return [`${head} `, joined(members), end];
  return [head, group(indent(line, broken(members))), end];
}

/** A type as an argument of another. */
export function inLine(members: readonly Member[]): Doc {
  return isPlain(members) ? joined(members) : group(broken(members));
}

/** A type as an item of a tuple; an optional one is followed by `?`. */
export function inTuple(members: readonly Member[], isOptional: boolean): Doc {
  if (isOptional && needsParentheses(members)) {
    return [group("(", indent(softLine, broken(members)), softLine, ")"), "?"];
  }
  const end = isOptional ? "?" : "";
  if (isPlain(members)) return [joined(members), end];
  return group(ifBroken("("), indent(softLine, broken(members)), softLine, ifBroken(")"));
}

export function inArray(members: readonly Member[]): Doc {
  if (!needsParentheses(members)) return [joined(members), "[]"];
  if (isPlain(members)) return ["(", joined(members), ")[]"];
  return group("(", indent(softLine, broken(members)), softLine, ")[]");
}

function needsParentheses(members: readonly Member[]): boolean {
  return members.length > 1 || members.some(({ hasOperator }) => hasOperator === true);
}

/** Whether the members are written one after the other at any length. */
function isPlain(members: readonly Member[]): boolean {
  const [first, second, ...others] = members;
  if (second === undefined) return true;
  return first?.isObject === true && second.text === "null" && others.length === 0;
}

function joined(members: readonly Member[]): Doc {
  return join(
    " | ",
    members.map(({ text }) => text),
  );
}

function broken(members: readonly Member[]): Doc {
  const texts = members.map(({ text }) => indent(text));
  return [ifBroken("| "), join([line, "| "], texts)];
}

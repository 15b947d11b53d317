/**
 * Text that may be broken over several lines, and the rules by which it is: those of the common
 * formatters, so that generated code looks formatted.
 */
export type Doc = string | readonly Doc[] | Group | Indent | Line | IfBroken;

/** Is written in one line where it fits; else all of its own lines are broken. */
interface Group {
  readonly kind: "group";
  readonly content: Doc;
  /** What {@link isBroken} has found. */
  broken: boolean | undefined;
}

interface Indent {
  readonly kind: "indent";
  readonly content: Doc;
}

/** A place where the enclosing group may be broken, and what stands there where it is not. */
interface Line {
  readonly kind: "line";
  readonly flat: string | undefined;
}

interface IfBroken {
  readonly kind: "ifBroken";
  readonly text: string;
}

/** A space or a line break. */
export const line: Line = { kind: "line", flat: " " };

/** Nothing or a line break. */
export const softLine: Line = { kind: "line", flat: "" };

/** A line break. */
export const hardLine: Line = { kind: "line", flat: undefined };

export function group(...content: readonly Doc[]): Doc {
  return { kind: "group", content, broken: undefined };
}

export function indent(...content: readonly Doc[]): Doc {
  return { kind: "indent", content };
}

/** Text that is written only where the enclosing group is broken. */
export function ifBroken(text: string): Doc {
  return { kind: "ifBroken", text };
}

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]));
}

/** A list in brackets: in one line, or an element a line with a comma behind each. */
export function list(
  open: string,
  elements: readonly Doc[],
  close: string,
  { trailingComma = true } = {},
): Doc {
  if (elements.length === 0) return `${open}${close}`;
  const edge = open.endsWith("{") ? line : softLine;
  const body = join([",", line], elements);
  return group(open, indent(edge, body), trailingComma ? ifBroken(",") : "", edge, close);
}

/** What belongs behind an opening text, such as `name =`: beside it, or else indented below. */
export function beside(head: Doc, body: Doc): Doc {
  return group(head, indent(line, body));
}

/** Whether a group holds a line that is always broken. Found out when asked: few groups are. */
export function isBroken(group: Group): boolean {
  group.broken ??= hasHardLine(group.content);
  return group.broken;
}

/** Whether a text holds a line that is always broken, so that it takes several lines anywhere. */
function hasHardLine(doc: Doc): boolean {
  if (typeof doc === "string") return false;
  if (!("kind" in doc)) return doc.some(hasHardLine);
  switch (doc.kind) {
    case "group":
      return isBroken(doc);
    case "indent":
      return hasHardLine(doc.content);
    case "line":
      return doc.flat === undefined;
    case "ifBroken":
      return false;
  }
}

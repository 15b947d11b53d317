/**
 * Text that may be broken over several lines, by the rules of the common formatters, so that generated code
 * looks formatted.
 */
export type Doc = string | readonly Doc[] | Group | List | Indent | Line | IfBroken;

/** Is written in one line if it fits; otherwise all of its own lines are broken. */
interface Group {
  readonly kind: "group";
  /** The whole text in one line; `undefined` if a line in it is always broken. */
  readonly flat: string | undefined;
  readonly content: Doc;
}

/** A group whose text over several lines is made only if it does not fit into one, as most do. */
interface List {
  readonly kind: "list";
  readonly flat: string | undefined;
  readonly open: string;
  readonly elements: readonly Doc[];
  readonly close: string;
  readonly trailingComma: boolean;
}

interface Indent {
  readonly kind: "indent";
  readonly content: Doc;
}

/** A place where the enclosing group may be broken, and the text there if it is not. */
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
  return { kind: "group", flat: flatOf(content), content };
}

export function indent(...content: readonly Doc[]): Doc {
  return { kind: "indent", content };
}

/** Text that is written only if the enclosing group is broken. */
export function ifBroken(text: string): Doc {
  return { kind: "ifBroken", text };
}

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  const joined: Doc[] = [];
  for (const doc of docs) {
    if (joined.length > 0) joined.push(separator);
    joined.push(doc);
  }
  return joined;
}

/** A list in brackets: in one line, or with one element per line and a comma after each. */
export function list(
  open: string,
  elements: readonly Doc[],
  close: string,
  { trailingComma = true } = {},
): Doc {
  if (elements.length === 0) return `${open}${close}`;
  const inside = flatList(elements);
  const edge = edgeOf(open).flat;
  const flat = inside === undefined ? inside : open + edge + inside + edge + close;
  return { kind: "list", flat, open, elements, close, trailingComma };
}

/** A list that does not fit into one line. */
export function brokenList({ open, elements, close, trailingComma }: List): Doc {
  const edge = edgeOf(open);
  const body = join([",", line], elements);
  return [open, indent(edge, body), trailingComma ? ifBroken(",") : "", edge, close];
}

/** What comes after the opening bracket and before the closing one. */
function edgeOf(open: string): Line {
  return open.endsWith("{") ? line : softLine;
}

/** The elements in one line. Most of the output is lists, so this creates no array. */
function flatList(elements: readonly Doc[]): string | undefined {
  let text = "";
  let separator = "";
  for (const element of elements) {
    const flat = typeof element === "string" ? element : flatOf(element);
    if (flat === undefined) return undefined;
    text += separator + flat;
    separator = ", ";
  }
  return text;
}

/** What follows an opening text, such as `name =`: beside it, or else indented below. */
export function beside(head: Doc, body: Doc): Doc {
  return group(head, indent(line, body));
}

/** A text of a group in one line; `undefined` if a line in it is always broken. */
function flatOf(doc: Doc): string | undefined {
  if (typeof doc === "string") return doc;
  if ("kind" in doc) {
    return doc.kind === "indent" ? flatOf(doc.content) : doc.kind === "ifBroken" ? "" : doc.flat;
  }
  let text = "";
  for (const part of doc) {
    const flat = flatOf(part);
    if (flat === undefined) return undefined;
    text += flat;
  }
  return text;
}

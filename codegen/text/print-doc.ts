import { brokenList, type Doc } from "./doc.ts";

/** The longest line of generated code, unless a single token is longer. */
export const MAX_LINE = 100;

export const INDENT = "  ";

/** A part that is still to be printed, with its indentation. Its lines outside groups are broken. */
interface Command {
  readonly doc: Doc;
  readonly level: number;
}

/** Lays out a text in lines, starting at an indentation. */
export function printDoc(doc: Doc, level: number): readonly string[] {
  const line = oneLine(doc, level);
  return line === undefined ? layOut(doc, level) : [line];
}

/** A text in one line; `undefined` for one that takes several. */
export function oneLine(doc: Doc, level: number): string | undefined {
  const text = typeof doc === "string" ? doc : unbroken(doc);
  if (text === "") return "";
  const fits = text !== undefined && INDENT.length * level + text.length <= MAX_LINE;
  return fits || typeof doc === "string" ? indentation(level) + text : undefined;
}

const indentations: string[] = [];

function indentation(level: number): string {
  indentations[level] ??= INDENT.repeat(level);
  return indentations[level];
}

/** A text that has no line outside its groups, in one line. */
function unbroken(doc: Doc): string | undefined {
  if (typeof doc === "string") return doc;
  if ("kind" in doc) {
    if (doc.kind === "group" || doc.kind === "list") return doc.flat;
    return doc.kind === "indent" ? unbroken(doc.content) : undefined;
  }
  let text = "";
  for (const part of doc) {
    const partText = unbroken(part);
    if (partText === undefined) return undefined;
    text += partText;
  }
  return text;
}

export function layOut(doc: Doc, level: number): readonly string[] {
  const lines: string[] = [];
  let current = indentation(level);
  const stack: Command[] = [{ doc, level }];
  for (let command = stack.pop(); command !== undefined; command = stack.pop()) {
    const { doc, level } = command;
    if (typeof doc === "string") current += doc;
    else if (!("kind" in doc)) pushAll(stack, doc, level);
    else if (doc.kind === "indent") stack.push({ doc: doc.content, level: level + 1 });
    else if (doc.kind === "ifBroken") current += doc.text;
    else if (doc.kind === "line") {
      lines.push(current.trimEnd());
      current = indentation(level);
    } else if (doc.flat !== undefined && fits(current + doc.flat, stack)) current += doc.flat;
    else stack.push({ doc: contentOf(doc), level });
  }
  lines.push(current.trimEnd());
  return lines;
}

function contentOf(doc: Extract<Doc, { readonly kind: "group" | "list" }>): Doc {
  return doc.kind === "list" ? brokenList(doc) : doc.content;
}

/** Whether the start of a line fits, with what follows it up to the next line break. */
function fits(start: string, rest: readonly Command[]): boolean {
  const stack: Doc[] = [];
  let left = MAX_LINE - start.length;
  let behind = rest.length;
  while (left >= 0) {
    const doc = stack.pop() ?? rest[--behind]?.doc;
    if (doc === undefined) return true;
    if (typeof doc === "string") left -= doc.length;
    else if (!("kind" in doc))
      for (let at = doc.length - 1; at >= 0; at--) stack.push(doc[at] as Doc);
    else if (doc.kind === "indent") stack.push(doc.content);
    else if (doc.kind === "ifBroken") left -= doc.text.length;
    else if (doc.kind === "line") return true;
    else if (doc.flat !== undefined) left -= doc.flat.length;
    else stack.push(contentOf(doc));
  }
  return false;
}

function pushAll(stack: Command[], docs: readonly Doc[], level: number): void {
  for (let at = docs.length - 1; at >= 0; at--) stack.push({ doc: docs[at] as Doc, level });
}

/** A text in one line, whatever its length. */
export function flatText(doc: Doc): string {
  if (typeof doc === "string") return doc;
  if (!("kind" in doc)) return doc.map(flatText).join("");
  switch (doc.kind) {
    case "line":
      return doc.flat ?? " ";
    case "ifBroken":
      return "";
    case "indent":
      return flatText(doc.content);
    case "group":
    case "list":
      return doc.flat ?? flatText(contentOf(doc));
  }
}

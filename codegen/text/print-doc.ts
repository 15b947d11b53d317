import { type Doc, isBroken } from "./doc.ts";

/** The longest line of generated code, unless a single token is longer. */
export const MAX_LINE = 100;

export const INDENT = "  ";

/** A part that is still to be printed: how deep, and whether its lines are broken. */
interface Command {
  readonly doc: Doc;
  readonly level: number;
  readonly broken: boolean;
}

/** Lays a text out in lines, from the indentation at which it starts. */
export function printDoc(doc: Doc, level: number): readonly string[] {
  // Most texts fit into one line, and are then all of their groups in one line.
  const flat = unbrokenText(doc, false);
  const isOneLine = flat !== undefined && INDENT.length * level + flat.length <= MAX_LINE;
  if (isOneLine || typeof doc === "string") return [(indentation(level) + flat).trimEnd()];
  return layOut(doc, level);
}

const indentations: string[] = [];

function indentation(level: number): string {
  indentations[level] ??= INDENT.repeat(level);
  return indentations[level];
}

/** The text in one line; `undefined` where something in it is broken however much room there is. */
function unbrokenText(doc: Doc, inGroup: boolean): string | undefined {
  if (typeof doc === "string") return doc;
  if (!("kind" in doc)) {
    let text = "";
    for (const part of doc) {
      const partText = unbrokenText(part, inGroup);
      if (partText === undefined) return undefined;
      text += partText;
    }
    return text;
  }
  switch (doc.kind) {
    case "group":
      return unbrokenText(doc.content, true);
    case "indent":
      return unbrokenText(doc.content, inGroup);
    case "line":
      return inGroup ? doc.flat : undefined;
    case "ifBroken":
      return inGroup ? "" : undefined;
  }
}

function layOut(doc: Doc, level: number): readonly string[] {
  const lines: string[] = [];
  let current = indentation(level);
  const stack: Command[] = [{ doc, level, broken: true }];
  for (let command = stack.pop(); command !== undefined; command = stack.pop()) {
    const { doc, level, broken } = command;
    if (typeof doc === "string") current += doc;
    else if (!("kind" in doc)) pushAll(stack, doc, command);
    else if (doc.kind === "indent") stack.push({ doc: doc.content, level: level + 1, broken });
    else if (doc.kind === "ifBroken") current += broken ? doc.text : "";
    else if (doc.kind === "group") {
      const flat = { doc: doc.content, level, broken: false };
      const isFlat = !isBroken(doc) && fits(flat, stack, MAX_LINE - current.length);
      stack.push(isFlat ? flat : { ...flat, broken: true });
    } else if (broken || doc.flat === undefined) {
      lines.push(current.trimEnd());
      current = indentation(level);
    } else current += doc.flat;
  }
  lines.push(current.trimEnd());
  return lines;
}

/** Whether a part fits into the room that is left, with what follows it up to the next line break. */
function fits(part: Command, rest: readonly Command[], room: number): boolean {
  const stack: Command[] = [part];
  let left = room;
  let behind = rest.length;
  while (left >= 0) {
    const command = stack.pop() ?? rest[--behind];
    if (command === undefined) return true;
    const { doc, broken } = command;
    if (typeof doc === "string") left -= doc.length;
    else if (!("kind" in doc)) pushAll(stack, doc, command);
    else if (doc.kind === "indent") stack.push({ ...command, doc: doc.content });
    else if (doc.kind === "ifBroken") left -= broken ? doc.text.length : 0;
    else if (doc.kind === "group")
      stack.push({ ...command, doc: doc.content, broken: isBroken(doc) });
    else if (broken || doc.flat === undefined) return true;
    else left -= doc.flat.length;
  }
  return false;
}

function pushAll(stack: Command[], docs: readonly Doc[], { level, broken }: Command): void {
  for (let at = docs.length - 1; at >= 0; at--) {
    const doc = docs[at];
    if (doc !== undefined) stack.push({ doc, level, broken });
  }
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
    default:
      return flatText(doc.content);
  }
}

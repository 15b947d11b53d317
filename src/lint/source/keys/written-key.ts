import type { Node } from "oxc-parser";
import type { TextChange } from "../../../../schema/problem.ts";
import type { SourceFile } from "../source-file.ts";
import { HOLE } from "./key-text.ts";

/** A key that is written where it is used, as a literal, a template or a sum. */
export interface WrittenKey {
  /** With a hole for each expression in it, whatever it stands for. */
  readonly text: string;
  /** For each unit of the text, where it is in the file. */
  readonly offsets: readonly number[];
  /** What fills the holes, in their order. */
  readonly expressions: readonly Node[];
}

/** A key as it is written; undefined if something else makes it, or an escape hides its text. */
export function writtenKey(expression: Node, file: SourceFile): WrittenKey | undefined {
  const offsets: number[] = [];
  const expressions: Node[] = [];
  let key = "";
  const addText = (start: number, text: string): boolean => {
    if (text.includes(HOLE) || !file.text.startsWith(text, start)) return false;
    key += text;
    for (let at = 0; at < text.length; at++) offsets.push(start + at);
    return true;
  };
  const addHole = (node: Node) => {
    key += HOLE;
    offsets.push(node.start);
    expressions.push(node);
    return true;
  };
  const add = (node: Node): boolean => {
    if (node.type === "Literal" && typeof node.value === "string") {
      return node.end - node.start === node.value.length + 2 && addText(node.start + 1, node.value);
    }
    if (node.type !== "TemplateLiteral") return addHole(node);
    return node.quasis.every(({ start, end, value: { raw, cooked } }, index) => {
      // The parser counts the delimiters of a part as its own in TypeScript, but not in JavaScript.
      const first = end - start === raw.length ? start : start + 1;
      const inner = node.expressions[index];
      return raw === cooked && addText(first, raw) && (inner === undefined || addHole(inner));
    });
  };
  const terms = termsOf(expression);
  const [first] = terms;
  if (first?.type !== "TemplateLiteral" && first?.type !== "Literal") return undefined;
  const isText = first.type === "TemplateLiteral" || typeof first.value === "string";
  return isText && terms.every(add) ? { text: key, offsets, expressions } : undefined;
}

/** The edits of the file that change a key's text; undefined if they would reach into what fills a hole. */
export function changesOfKey(
  { offsets }: WrittenKey,
  changes: readonly TextChange[],
): readonly TextChange[] | undefined {
  const found = changes.flatMap(({ start, end, text }): readonly TextChange[] => {
    const [first, last] = [offsets[start], offsets[end - 1]];
    const isOnePart = first !== undefined && last !== undefined && last - first === end - 1 - start;
    return isOnePart ? [{ start: first, end: last + 1, text }] : [];
  });
  return found.length === changes.length ? found : undefined;
}

/** The terms of a sum. A long one nests as deep as it has terms. */
function termsOf(expression: Node): readonly Node[] {
  const terms: Node[] = [];
  let left = expression;
  while (left.type === "BinaryExpression" && left.operator === "+") {
    terms.push(left.right);
    left = left.left;
  }
  return [...terms, left].reverse();
}

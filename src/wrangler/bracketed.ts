import { type BindingList, changesOf, fieldsOf, type WantedBinding } from "./binding.ts";
import { type CommentPattern, insertItems, removeItem } from "./list-edit.ts";
import { lineBreak, type TextEdit } from "./text-edit.ts";

/** How a language writes lists and objects between brackets. */
export interface BracketSyntax {
  readonly comment: CommentPattern;
  /** One level of indentation. */
  readonly unit: string;
  /** `"id": "0f2a"` */
  property(name: string, value: string): string;
  /** A string that replaces another, with the same quotes. */
  replacement(old: string, value: string): string;
  /** Whether a new object may span several lines. */
  readonly multiLine: boolean;
}

/** Edits a list in brackets to have the wanted bindings. Entries of other bindings are kept. */
export function editBindingList(
  source: string,
  list: BindingList,
  wanted: readonly WantedBinding[],
  syntax: BracketSyntax,
): readonly TextEdit[] {
  const { entries, items } = list;
  const edits: TextEdit[] = [];
  const rest = new Map(wanted.map((binding) => [binding.binding, binding]));
  for (const entry of entries) {
    const binding = rest.get(entry.binding);
    rest.delete(entry.binding);
    if (binding !== undefined) edits.push(...editEntry(source, entry, binding, syntax));
  }
  if (rest.size === 0) return edits;
  const last = entries.at(-1);
  const spread =
    syntax.multiLine &&
    (last === undefined || source.slice(last.span.start, last.span.end).includes("\n"));
  const write = (indent: string | undefined) =>
    [...rest.values()].map((binding) =>
      writeEntry(source, binding, spread ? indent : undefined, syntax),
    );
  return [
    ...edits,
    ...insertItems(source, list, syntax.comment, items.length - 1, write, syntax.unit),
  ];
}

/**
 * The text of a whole list.
 *
 * @param indent the indentation of the line that it starts on; `undefined` to write it in one line.
 */
export function writeBindingList(
  source: string,
  wanted: readonly WantedBinding[],
  indent: string | undefined,
  syntax: BracketSyntax,
): string {
  if (indent === undefined) {
    return `[${wanted.map((binding) => writeEntry(source, binding, undefined, syntax)).join(", ")}]`;
  }
  const eol = lineBreak(source);
  const inner = indent + syntax.unit;
  const entries = wanted.map(
    (binding) =>
      eol + inner + writeEntry(source, binding, syntax.multiLine ? inner : undefined, syntax),
  );
  return `[${entries.join(",")}${eol}${indent}]`;
}

function writeEntry(
  source: string,
  binding: WantedBinding,
  indent: string | undefined,
  { property, unit }: BracketSyntax,
): string {
  const properties = fieldsOf(binding).map(([name, value]) => property(name, value));
  if (indent === undefined) return `{ ${properties.join(", ")} }`;
  const eol = lineBreak(source);
  const lines = properties.map((text) => eol + indent + unit + text);
  return `{${lines.join(",")}${eol}${indent}}`;
}

function editEntry(
  source: string,
  entry: BindingList["entries"][number],
  wanted: WantedBinding,
  { comment, property, replacement, unit }: BracketSyntax,
): readonly TextEdit[] {
  const changes = changesOf(entry, wanted);
  if (changes === undefined) return [];
  const { replaced, added, anchor, removed } = changes;
  const list = { span: entry.span, items: entry.fields.map(({ span }) => span) };
  const edits = replaced.map(([{ value }, text]): TextEdit => {
    return { ...value, text: replacement(source.slice(value.start, value.end), text) };
  });
  const texts = added.map(([name, value]) => property(name, value));
  const gone = removed === undefined ? undefined : entry.fields[removed];
  if (gone !== undefined && texts.length > 0) {
    // The added text replaces the removed one.
    return [...edits, { ...gone.span, text: texts.join(", ") }];
  }
  if (texts.length > 0) {
    const at = entry.fields.indexOf(anchor);
    edits.push(...insertItems(source, list, comment, at, () => texts, unit));
  }
  if (removed !== undefined) edits.push(...removeItem(source, list, comment, removed));
  return edits;
}

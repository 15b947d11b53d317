import type { AST } from "toml-eslint-parser";
import { type BindingEntry, changesOf, fieldsOf, type WantedBinding } from "./binding.ts";
import { indentAt, lineBreak, lineEnd, lineStart, type Span, type TextEdit } from "./text-edit.ts";

const EMPTY_LINE = /\n[^\S\n]*\n/;

/** One `[[kv_namespaces]]`. */
interface BindingTable {
  readonly node: AST.TOMLTable;
  readonly entry: BindingEntry;
}

/** The layout of a file's tables. */
interface Layout {
  /** `[[kv_namespaces]]` */
  readonly header: string;
  readonly headerIndent: string;
  readonly keyIndent: string;
  readonly hasLineBetween: boolean;
}

/** Edits `[[kv_namespaces]]` tables to have the wanted bindings. Those of other bindings are kept. */
export function editTables(
  source: string,
  tables: readonly BindingTable[],
  wanted: readonly WantedBinding[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const rest = new Map(wanted.map((binding) => [binding.binding, binding]));
  for (const { entry } of tables) {
    const binding = rest.get(entry.binding);
    rest.delete(entry.binding);
    if (binding !== undefined) edits.push(...editTable(source, entry, binding));
  }
  const last = tables.at(-1);
  if (rest.size === 0 || last === undefined) return edits;
  const { node, entry } = last;
  const previous = tables.at(-2)?.entry.span;
  const start = node.range[0];
  const layout: Layout = {
    header: source.slice(start, source.indexOf("]]", start) + 2),
    headerIndent: indentAt(source, start),
    keyIndent: indentAt(source, entry.fields.at(-1)?.span.start ?? start),
    hasLineBetween: previous === undefined || EMPTY_LINE.test(source.slice(previous.end, start)),
  };
  return [...edits, ...tablesAfter(source, entry.span.end, layout, [...rest.values()])];
}

/**
 * Adds tables to a file that has none of them.
 *
 * @param anchor what they come after; by default the end of the file.
 * @param path the keys of the header.
 */
export function addTables(
  source: string,
  anchor: Span | undefined,
  path: readonly string[],
  wanted: readonly WantedBinding[],
): readonly TextEdit[] {
  const header = `[[${path.map(writeKey).join(".")}]]`;
  const layout = { header, headerIndent: "", keyIndent: "", hasLineBetween: true };
  return tablesAfter(source, anchor?.end ?? source.trimEnd().length, layout, wanted);
}

function editTable(
  source: string,
  entry: BindingEntry,
  wanted: WantedBinding,
): readonly TextEdit[] {
  const changes = changesOf(entry, wanted);
  if (changes === undefined) return [];
  const eol = lineBreak(source);
  const { replaced, added, anchor, removed } = changes;
  const edits = replaced.map(([{ value }, text]): TextEdit => {
    const quote = /^'(?!'')/.test(source.slice(value.start, value.end)) ? "'" : '"';
    return { ...value, text: quote + text + quote };
  });
  const indent = indentAt(source, anchor.span.start);
  const lines = added.map(([name, value]) => `${name} = "${value}"`);
  const gone = removed === undefined ? undefined : entry.fields[removed];
  if (gone !== undefined && lines.length > 0) {
    // The added text replaces the removed one.
    return [...edits, { ...gone.span, text: lines.join(eol + indent) }];
  }
  if (lines.length > 0) {
    const at = lineEnd(source, anchor.span.end);
    edits.push({ start: at, end: at, text: lines.map((line) => eol + indent + line).join("") });
  }
  if (gone !== undefined) edits.push(lineOf(source, gone.span));
  return edits;
}

/** Removes a whole line; for the last one of a file, with the line break before it. */
function lineOf(source: string, { start, end }: Span): TextEdit {
  const next = source.indexOf("\n", end);
  if (next !== -1) return { start: lineStart(source, start), end: next + 1, text: "" };
  return { start: lineEnd(source, lineStart(source, start) - 1), end: source.length, text: "" };
}

function tablesAfter(
  source: string,
  offset: number,
  { header, headerIndent, keyIndent, hasLineBetween }: Layout,
  wanted: readonly WantedBinding[],
): readonly TextEdit[] {
  const eol = lineBreak(source);
  const at = offset === 0 ? 0 : lineEnd(source, offset);
  const between = hasLineBetween ? eol + eol : eol;
  const texts = wanted.map((binding) => {
    const keys = fieldsOf(binding).map(([name, value]) => `${eol}${keyIndent}${name} = "${value}"`);
    return headerIndent + header + keys.join("");
  });
  const before = at === 0 ? "" : between;
  const isCrowded = hasLineBetween && /^\r?\n[^\S\n]*[^\s]/.test(source.slice(at));
  return [{ start: at, end: at, text: before + texts.join(between) + (isCrowded ? eol : "") }];
}

function writeKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}

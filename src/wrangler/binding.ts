import type { BracketedList } from "./list-edit.ts";
import type { Span } from "./text-edit.ts";

/** What an entry of `kv_namespaces` should say. */
export interface WantedBinding {
  readonly binding: string;
  readonly id: string;
  /** What `wrangler dev` uses instead of `id`; without it the entry has none. */
  readonly previewId?: string;
}

/** An entry of `kv_namespaces` in a file. */
export interface BindingEntry {
  readonly binding: string;
  readonly span: Span;
  /** In the order of the file. */
  readonly fields: readonly EntryField[];
}

/** A property of an entry. */
interface EntryField {
  readonly name: string;
  /** Name and value. */
  readonly span: Span;
  readonly value: Span;
  readonly data: unknown;
}

/** The list `kv_namespaces` if it is in brackets. */
export interface BindingList extends BracketedList {
  readonly entries: readonly BindingEntry[];
}

/** How to change the fields of an entry. */
export interface FieldChanges {
  /** Fields that have another value. */
  readonly replaced: readonly (readonly [field: EntryField, value: string])[];
  /** Missing fields, to be added after `anchor`. */
  readonly added: readonly (readonly [name: string, value: string])[];
  readonly anchor: EntryField;
  /** The index of a field to remove. */
  readonly removed: number | undefined;
}

/** The fields of an entry that are written, in their order. Others, such as `remote`, are kept. */
export function fieldsOf({ binding, id, previewId }: WantedBinding): readonly [string, string][] {
  return [
    ["binding", binding],
    ["id", id],
    ...(previewId === undefined ? [] : [["preview_id", previewId] as [string, string]]),
  ];
}

/** Compares an entry with what it should say; `undefined` if it already does. */
export function changesOf(entry: BindingEntry, wanted: WantedBinding): FieldChanges | undefined {
  const { fields } = entry;
  const find = (name: string) => fields.find((field) => field.name === name);
  const values = fieldsOf(wanted);
  const replaced = values.flatMap(([name, value]): [EntryField, string][] => {
    const field = find(name);
    return field === undefined || field.data === value ? [] : [[field, value]];
  });
  const added = values.filter(([name]) => find(name) === undefined);
  const preview = fields.findIndex(({ name }) => name === "preview_id");
  const removed = preview === -1 || wanted.previewId !== undefined ? undefined : preview;
  if (replaced.length + added.length === 0 && removed === undefined) return undefined;
  const anchor = (find("id") ?? find("binding")) as EntryField;
  return { replaced, added, anchor, removed };
}

import { expect } from "vitest";
import { wayOf } from "../../../schema/field-path.ts";
import type { PointerModel } from "../../../schema/model.ts";
import type { Accessor, PlainRecord, Subject } from "./subject.ts";
import { all } from "./written.ts";

/** Which record each pointer leads to, in a map. */
export class PlainPointers {
  readonly #subject: Subject;
  readonly #pointers: readonly PointerModel[];
  /** The keys of records by those of pointers. */
  readonly #holders = new Map<string, string>();

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#pointers = subject.model.pointers ?? [];
  }

  /** Whether a write is rejected: two records would have the same pointer, which only one may have. */
  areTaken(
    written: readonly (readonly [string, PlainRecord])[],
    records: ReadonlyMap<string, PlainRecord>,
  ): boolean {
    const after = [...new Map([...records, ...written])];
    return this.#pointers.some((pointer) => {
      const isOwn = this.#subject.model.key.params.every(({ name }) =>
        pointer.key.params.some((one) => one.name === name),
      );
      if (isOwn || pointer.onTaken === "replace") return false;
      return written.some(([key, record]) => {
        const target = this.#target(pointer, record);
        return (
          target !== undefined &&
          after.some(([other, one]) => other !== key && this.#target(pointer, one) === target)
        );
      });
    });
  }

  written(key: string, record: PlainRecord, before: PlainRecord | undefined): void {
    const targets = this.#targets(record);
    for (const target of targets) this.#holders.set(target, key);
    for (const target of before === undefined ? [] : this.#targets(before)) {
      if (!targets.includes(target) && this.#holders.get(target) === key)
        this.#holders.delete(target);
    }
  }

  touched(key: string, record: PlainRecord): void {
    for (const target of this.#targets(record)) {
      if (!this.#holders.has(target)) this.#holders.set(target, key);
    }
  }

  removed(key: string, record: PlainRecord): void {
    for (const target of this.#targets(record)) {
      if (this.#holders.get(target) === key) this.#holders.delete(target);
    }
  }

  /** Finds all records by all pointers. */
  async expectFound(records: ReadonlyMap<string, PlainRecord>): Promise<void> {
    for (const pointer of this.#pointers) {
      const { name } = pointer;
      const expected = new Map<string, unknown>();
      for (const record of records.values()) {
        const by = this.#by(pointer, record);
        if (by === undefined) continue;
        const target: string = this.#subject.accessor[name].key(by);
        const holder = records.get(this.#holders.get(target) ?? "");
        const isHeld = holder !== undefined && this.#target(pointer, holder) === target;
        const found = isHeld ? { params: holder.params, ...this.#subject.whole(holder) } : null;
        expect(await this.#subject.accessor[name].find(by)).toEqual(found);
        expect(await this.#subject.accessor[name].get(by)).toEqual(
          found === null ? null : found.value,
        );
        if (found !== null) expected.set(target, found);
      }
      const listed: Accessor[] = await all(this.#subject.accessor[name].list());
      const inOrder = [...expected].sort(([a], [b]) =>
        Buffer.compare(Buffer.from(a), Buffer.from(b)),
      );
      expect(listed.map(({ params, value, metadata }) => ({ params, value, metadata }))).toEqual(
        inOrder.map(([, found]) => found),
      );
    }
  }

  #targets(record: PlainRecord): readonly string[] {
    return this.#pointers.flatMap((pointer) => this.#target(pointer, record) ?? []);
  }

  #target(pointer: PointerModel, record: PlainRecord): string | undefined {
    const by = this.#by(pointer, record);
    return by === undefined ? undefined : this.#subject.accessor[pointer.name].key(by);
  }

  /** The parameters of a record's pointer; nothing for one without such a field. */
  #by({ fields, key }: PointerModel, { params, value }: PlainRecord): object | undefined {
    const read = this.#subject.value(value, "read");
    const parts = { ...(read as object), ...(params as object) };
    const entries = key.params.map(({ name }) => {
      const way = wayOf(fields, name);
      return [name, partAt(way.length === 1 ? parts : read, way)] as const;
    });
    return entries.some(([, part]) => part === undefined || part === null)
      ? undefined
      : Object.fromEntries(entries);
  }
}

/** The value at a path in an object; `undefined` if the path ends earlier. */
export function partAt(value: unknown, way: readonly string[]): unknown {
  return way.reduce<unknown>((at, step) => {
    const isThere = typeof at === "object" && at !== null && Object.hasOwn(at, step);
    return isThere ? (at as Readonly<Record<string, unknown>>)[step] : undefined;
  }, value);
}

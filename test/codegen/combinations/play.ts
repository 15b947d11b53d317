import fc from "fast-check";
import { expect } from "vitest";
import type { MethodName } from "../../../schema/method-names.ts";
import { KeyloomError } from "../../../src/runtime/error.ts";
import { PlainPointers } from "./plain-pointers.ts";
import { expectOddRecords, expectRecords } from "./reads.ts";
import type { PlainRecord, Subject } from "./subject.ts";

/** One call that changes records: of one of the methods, for some record, with some value. */
export interface Step {
  readonly method: number;
  readonly record: number;
  readonly value: number;
  /** Whether it leaves out everything optional. */
  readonly isShort: boolean;
}

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    method: fc.nat(),
    record: fc.nat(2),
    value: fc.nat(2),
    isShort: fc.boolean(),
  }),
  { minLength: 4, maxLength: 14 },
);

/** What a call is about. */
interface Call extends PlainRecord {
  readonly key: string;
  readonly given: unknown;
  readonly ttl: unknown;
  readonly step: Step;
}

/** Compares an accessor with records in a map. */
export class Play {
  readonly #subject: Subject;
  readonly #records = new Map<string, PlainRecord>();
  readonly #pointers: PlainPointers;

  readonly #writes: Partial<Record<MethodName, (call: Call) => Promise<void>>> = {
    put: (call) => this.#put(call),
    putMany: (call) => this.#putMany(call),
    update: (call) => this.#update(call),
    touch: (call) => this.#touch(call),
    delete: (call) => this.#delete(call),
    deleteAll: () => this.#deleteAll(),
    getOrLoad: (call) => this.#getOrLoad(call),
  };

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#pointers = new PlainPointers(subject);
  }

  async run(steps: readonly Step[]): Promise<void> {
    const writes = Object.entries(this.#writes).filter(([method]) =>
      this.#subject.has(method as MethodName),
    );
    for (const step of steps) {
      const [, write] = writes[step.method % writes.length] ?? [];
      await write?.(this.#callOf(step));
      await expectRecords(this.#subject, this.#records);
      await this.#pointers.expectFound(this.#records);
    }
    await expectOddRecords(this.#subject);
  }

  #callOf(step: Step): Call {
    const { record, value, isShort } = step;
    const params = this.#subject.params(record);
    return {
      params,
      key: this.#subject.keyOf(params),
      value,
      metadata: this.#subject.metadataAt(value),
      given: this.#subject.value(value, "given"),
      ttl: this.#subject.ttl(isShort),
      step,
    };
  }

  #put(call: Call): Promise<void> {
    const { key, params, given, metadata, ttl } = call;
    const options = this.#subject.options(metadata, ttl);
    return this.#send([[key, call]], () => this.#subject.call("put", params, given, options));
  }

  #putMany(call: Call): Promise<void> {
    const { step } = call;
    const next = this.#callOf({ ...step, record: step.record + 1, value: step.value + 1 });
    const calls = next.key === call.key ? [call] : [call, next];
    const records = calls.map(({ params, given, metadata, ttl }) => ({
      params,
      value: given,
      ...this.#subject.options(metadata, ttl),
    }));
    return this.#send(
      calls.map((one) => [one.key, one]),
      () => this.#subject.accessor.putMany(records),
    );
  }

  async #update(call: Call): Promise<void> {
    const { key, params, given, metadata, ttl, step } = call;
    const subject = this.#subject;
    const stored = this.#records.get(key);
    const isKept = stored !== undefined && step.isShort;
    const options = isKept ? undefined : subject.options(metadata, ttl);
    const seen: unknown[] = [];
    const update = () => {
      const change = (value: unknown) => {
        seen.push(value);
        return given;
      };
      return subject.call("update", params, change, options);
    };
    if (stored === undefined && subject.model.fallback === undefined) {
      expect(await update()).toBe(null);
      expect(seen).toEqual([]);
      return;
    }
    const keepsMetadata = stored !== undefined && !("metadata" in (options ?? {}));
    const next = keepsMetadata ? { ...call, metadata: stored.metadata } : call;
    await this.#send([[key, next]], async () => expect(await update()).toEqual(subject.read(next)));
    expect(seen).toEqual([subject.read(stored)]);
  }

  async #touch({ key, params, ttl }: Call): Promise<void> {
    const stored = this.#records.get(key);
    const touched = await this.#subject.call("touch", params, ttl === undefined ? ttl : { ttl });
    expect(touched).toBe(stored !== undefined);
    if (stored !== undefined) this.#pointers.touched(key, stored);
  }

  async #delete({ key, params }: Call): Promise<void> {
    await this.#subject.call("delete", params);
    this.#forget(key);
  }

  async #deleteAll(): Promise<void> {
    expect(await this.#subject.accessor.deleteAll()).toBe(this.#records.size);
    for (const key of [...this.#records.keys()]) this.#forget(key);
  }

  async #getOrLoad(call: Call): Promise<void> {
    const { key, params, given, ttl } = call;
    // With `negative`, a loader's null means that there is no value, even if null is one.
    if (given === null && this.#subject.model.cache?.negative !== undefined) return;
    const options = ttl === undefined ? undefined : { ttl };
    const loaded = await this.#subject.accessor.getOrLoad(params, () => given, options);
    const record = this.#records.get(key) ?? call;
    expect(loaded).toEqual(this.#subject.read(record));
    this.#records.set(key, record);
  }

  /** Writes records, unless one of their pointers belongs to another record. */
  async #send(
    records: readonly (readonly [key: string, PlainRecord])[],
    write: () => Promise<void>,
  ): Promise<void> {
    if (this.#pointers.areTaken(records, this.#records)) {
      const error = await write().catch((error: unknown) => error);
      expect(error instanceof KeyloomError && error.code).toBe("pointer-taken");
      return;
    }
    await write();
    for (const [key, record] of records) {
      this.#pointers.written(key, record, this.#records.get(key));
      this.#records.set(key, record);
    }
  }

  #forget(key: string): void {
    const record = this.#records.get(key);
    if (record !== undefined) this.#pointers.removed(key, record);
    this.#records.delete(key);
  }
}

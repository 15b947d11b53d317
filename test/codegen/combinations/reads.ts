import { expect } from "vitest";
import type { Accessor, PlainRecord, Subject } from "./subject.ts";
import { all } from "./written.ts";

type Records = ReadonlyMap<string, PlainRecord>;

/** Reads records with every existing method, and expects those of a map. */
export async function expectRecords(subject: Subject, records: Records): Promise<void> {
  const { accessor } = subject;
  const three = [0, 1, 2].map((at) => subject.params(at));
  const found = three.map((params) => records.get(subject.keyOf(params)));
  const values = found.map((record) => subject.read(record));
  const wholes = found.map((record) => (record === undefined ? null : subject.whole(record)));
  for (const [at, params] of three.entries()) {
    if (subject.has("get")) {
      expect(await whole(await subject.call("get", params))).toEqual(values[at]);
    }
    if (subject.has("has")) expect(await subject.call("has", params)).toBe(found[at] !== undefined);
    if (subject.has("parse")) expect(accessor.parse(subject.keyOf(params))).toEqual(params);
    if (subject.has("getWithMetadata")) {
      const record = await subject.call("getWithMetadata", params);
      expect(record && { ...record, value: await whole(record.value) }).toEqual(wholes[at]);
    }
  }
  if (subject.has("getMany")) expect(await accessor.getMany(three)).toEqual(values);
  if (subject.has("getManyWithMetadata")) {
    expect(await accessor.getManyWithMetadata(three)).toEqual(wholes);
  }
  await expectLists(subject, records, undefined);
  const [first, second] = subject.model.key.params;
  if (first !== undefined && second !== undefined) await expectLists(subject, records, first.name);
}

/** @param leading the parameter by which the records like the first one are found; nothing for all. */
async function expectLists(
  subject: Subject,
  records: Records,
  leading: string | undefined,
): Promise<void> {
  const { accessor } = subject;
  const partOf = (params: unknown) =>
    leading === undefined ? {} : { [leading]: (params as Accessor)[leading] };
  const wanted = JSON.stringify(partOf(subject.params(0)));
  const found = [...records]
    .filter(([, { params }]) => JSON.stringify(partOf(params)) === wanted)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const args = leading === undefined ? [] : [partOf(subject.params(0))];
  const keys = found.map(([key]) => key);
  if (subject.has("keys")) expect(await all(accessor.keys(...args))).toEqual(keys);
  if (subject.has("count")) expect(await accessor.count(...args)).toBe(keys.length);
  if (subject.has("first")) expect((await accessor.first(...args))?.key).toBe(keys[0]);
  if (subject.has("page")) {
    const { entries, cursor } = await accessor.page(...args);
    expect([entries.map(({ key }: Accessor) => key), cursor]).toEqual([keys, null]);
  }
  if (subject.has("list")) {
    const entries: Accessor[] = await all(accessor.list(...args));
    const seen = entries.map(({ params, metadata }) => ({ params, metadata }));
    expect(seen).toEqual(
      found.map(([, record]) => ({
        params: record.params,
        metadata: subject.whole(record).metadata,
      })),
    );
    const { policy } = subject.model.ttl;
    for (const { expiration } of entries) {
      if (policy !== "optional") expect(expiration !== undefined).toBe(policy !== "none");
    }
  }
  if (subject.has("entries")) {
    const values: unknown[] = [];
    for await (const { value } of accessor.entries(...args)) values.push(await whole(value));
    expect(values).toEqual(found.map(([, record]) => subject.read(record)));
  }
}

/** Reads invalid values, values of older Workers, and missing ones. */
export async function expectOddRecords(subject: Subject): Promise<void> {
  const { cache, codec, onInvalid, value, version } = subject.model;
  if (!subject.has("get") || value.kind === "stream") return;
  const params = subject.params(0);
  const key = subject.keyOf(params);
  const get = () => subject.call("get", params);
  if (version !== undefined && version.current > 1 && typeof codec === "string") {
    await subject.kv.put(key, '"old"');
    expect(await get()).toEqual(subject.value(0, "read"));
  }
  if (subject.has("getOrLoad") && cache?.negative !== undefined) {
    await subject.kv.delete(key);
    const options = { ttl: subject.ttl(true) };
    for (const load of [() => null, () => subject.value(0, "given")]) {
      expect(await subject.accessor.getOrLoad(params, load, options)).toBe(null);
    }
    expect(await get()).toEqual(subject.read(undefined));
  }
  if (codec === "text" || codec === "bytes") return;
  await subject.kv.put(key, "{");
  if (onInvalid === "missing") expect(await get()).toEqual(subject.read(undefined));
  else if (onInvalid !== undefined) expect(await get()).toEqual(subject.value(0, "read"));
  else await expect(get()).rejects.toThrow(/cannot be read/);
}

/** The whole content of a stream; other values unchanged. */
async function whole(value: unknown): Promise<unknown> {
  if (!(value instanceof ReadableStream)) return value;
  return new Uint8Array(await new Response(value).arrayBuffer());
}

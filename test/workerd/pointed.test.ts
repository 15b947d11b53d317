import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { gzip } from "../../src/runtime/gzip.ts";
import { sealed } from "../../src/runtime/sealed.ts";
import { json } from "../../src/runtime/value-codec.ts";
import { SCHEMA_FILE } from "./bundle-worker.ts";
import { keysOf, TEST_KEYS, testWorker } from "./harness.ts";

const worker = testWorker(join(dirname(SCHEMA_FILE), "pointed.schema.ts"));
const { attempt, call, raw } = worker;

const ANN = { first: "Ann", age: 30 };
const BEA = { first: "Bea", age: 40 };

async function storedKeys(): Promise<readonly string[]> {
  return (await keysOf(worker, "VERSIONS")).map(({ name }) => name);
}

/** Whom a list by age finds. */
async function idsByAge(name: string, fields: object): Promise<readonly string[]> {
  const found = await call(`VERSIONS.${name}.byAge.list`, fields);
  return (found as { readonly params: { readonly id: string } }[]).map(({ params }) => params.id);
}

describe.each(["enveloped", "marked", "packed", "secret"])("pointers to %s records", (name) => {
  const on = (method: string, ...args: readonly unknown[]) =>
    call(`VERSIONS.${name}.${method}`, ...args);

  test("find a put record, and follow an update", async () => {
    await on("put", { id: "a" }, ANN);
    await on("put", { id: "b" }, BEA);
    expect(await on("byFirst.get", { first: "Ann" })).toEqual(ANN);
    expect(await on("byFirst.find", { first: "Bea" })).toMatchObject({
      params: { id: "b" },
      value: BEA,
    });
    expect(await idsByAge(name, { age: { from: 0, to: 40 } })).toEqual(["a"]);
    await on("update", { id: "a" }, { over: { first: "Amy", age: 50 } });
    expect(await on("byFirst.get", { first: "Ann" })).toBeNull();
    expect(await on("byFirst.get", { first: "Amy" })).toEqual({ first: "Amy", age: 50 });
    expect(await idsByAge(name, {})).toEqual(["b", "a"]);
    const { error } = await attempt(`VERSIONS.${name}.put`, { id: "c" }, BEA);
    expect(error).toMatchObject({ code: "pointer-taken", key: `${name}-first:Bea` });
  });

  test("live as long as their record, and are deleted with it", async () => {
    await on("put", { id: "a" }, ANN);
    expect(await on("touch", { id: "a" }, { ttl: "2h" })).toBe(true);
    const keys = await keysOf(worker, "VERSIONS");
    expect(keys).toHaveLength(3);
    expect(new Set(keys.map(({ expiration }) => expiration)).size).toBe(1);
    expect(await on("byFirst.get", { first: "Ann" })).toEqual(ANN);
    await on("delete", { id: "a" });
    expect(await storedKeys()).toEqual([]);
  });

  test("are repaired: missing ones are written, and those that lead nowhere are deleted", async () => {
    await on("put", { id: "a" }, ANN);
    await raw("VERSIONS.delete", `${name}-first:Ann`);
    await raw("VERSIONS.put", `${name}-first:Gone`, `${name}:z`);
    expect(await on("repairPointers")).toMatchObject({ written: 1, unreadable: 0 });
    expect(await on("repairPointers", { cursor: "byFirst:" })).toMatchObject({ removed: 1 });
    expect(await storedKeys()).toEqual([`${name}-age:030:a`, `${name}-first:Ann`, `${name}:a`]);
  });
});

describe("pointers made of nested fields of a value", () => {
  const on = (method: string, ...args: readonly unknown[]) =>
    call(`VERSIONS.parcel.${method}`, ...args);
  const A = { to: { city: "Graz", at: { floor: -1 } }, note: { code: "x:1" } };
  const found = async (by: string, fields: object) => {
    const list = await on(`${by}.list`, fields);
    return (list as { readonly params: { readonly id: string } }[]).map(({ params }) => params.id);
  };

  test("find records, follow them, and are deleted with them", async () => {
    await on("put", { id: "a" }, A);
    await on("put", { id: "b" }, { to: { city: "GRAZ", at: { floor: 12 } } });
    expect(await found("byCity", { toCity: "Graz" })).toEqual(["a", "b"]);
    expect(await found("byFloor", { toAtFloor: { from: -1, to: 12 } })).toEqual(["a"]);
    expect(await on("byCode.find", { noteCode: "x:1" })).toMatchObject({ params: { id: "a" } });
    await on("update", { id: "a" }, { over: { to: { city: "Linz", at: null } } });
    expect(await found("byCity", { toCity: "graz" })).toEqual(["b"]);
    expect(await found("byFloor", {})).toEqual(["b"]);
    await on("delete", { id: "a" });
    await on("delete", { id: "b" });
    expect(await storedKeys()).toEqual([]);
  });

  test("are left out if a part of the path is missing", async () => {
    await on("put", { id: "a" }, { to: { city: "Graz", at: null } });
    expect(await storedKeys()).toEqual(["parcel-city:graz:a", "parcel:a"]);
  });

  test("are written for existing records, and deleted if they lead nowhere", async () => {
    await raw("VERSIONS.put", "parcel:a", JSON.stringify({ ...A, to: { ...A.to, city: "graz" } }));
    await raw("VERSIONS.put", "parcel-floor:05:a", "parcel:a");
    expect(await on("repairPointers")).toMatchObject({ written: 3, unreadable: 0 });
    expect(await on("repairPointers", { cursor: "byFloor:" })).toMatchObject({ removed: 1 });
    expect(await found("byCity", { toCity: "graz" })).toEqual(["a"]);
    expect(await found("byFloor", {})).toEqual(["a"]);
  });

  test("are rejected if another record has them", async () => {
    await on("put", { id: "a" }, A);
    const { error } = await attempt("VERSIONS.parcel.put", { id: "b" }, A);
    expect(error).toMatchObject({ code: "pointer-taken", key: "parcel-code:x%3A1" });
  });
});

/** The arguments of the binding's own `put` after the key: a record as it was stored before. */
type StoredBefore = (key: string, version: 1 | 2, value: unknown) => Promise<readonly unknown[]>;

const SEALED = sealed(gzip(json), "TEST_KEYS", TEST_KEYS);

const OLD: Readonly<Record<string, StoredBefore>> = {
  enveloped: async (_, version, value) => [JSON.stringify(enveloped(version, value))],
  marked: async (_, version, value) => [
    JSON.stringify(value),
    version === 1 ? {} : { metadata: { $version: version } },
  ],
  packed: async (_, version, value) => [
    Uint8Array.from(gzipSync(JSON.stringify(enveloped(version, value)))),
  ],
  secret: async (key, version, value) => {
    const at = { collection: "VERSIONS.secret", key };
    return [await SEALED.encode(enveloped(version, value), at)];
  },
};

/** A record of version 1 states no version. */
function enveloped(version: 1 | 2, value: unknown): unknown {
  return version === 1 ? value : { $version: version, $value: value };
}

describe("pointers made of fields with the names of inherited properties", () => {
  const value = { toString: "text", car: { constructor: "lotus" } };

  test("find the values that are stored there", async () => {
    await call("VERSIONS.named.put", { id: "a" }, value);
    await call("VERSIONS.named.put", { id: "b" }, { toString: "other" });
    expect(await storedKeys()).toEqual([
      ...["named-maker:lotus:a", "named-text:other", "named-text:text", "named:a", "named:b"],
    ]);
    expect(await call("VERSIONS.named.byText.get", { toString: "text" })).toEqual(value);
    const found = await call("VERSIONS.named.byMaker.list", { carConstructor: "lotus" });
    expect(found).toMatchObject([{ params: { id: "a" }, value }]);
  });

  test("are never made of inherited properties", async () => {
    // As zod has it, a field of such a name is not left out by leaving it out.
    for (const car of [undefined, {}]) {
      const { error, kvCalls } = await attempt("VERSIONS.named.put", { id: "a" }, { car });
      expect(error?.["message"]).toContain("toString: expected a string, received a function");
      expect(kvCalls).toEqual([]);
    }
    const undefinedFields = { toString: undefined, car: { constructor: undefined } };
    await call("VERSIONS.named.put", { id: "a" }, undefinedFields);
    expect(await storedKeys()).toEqual(["named:a"]);
    for (const [pointer, by] of [
      ["byText", {}],
      ["byMaker", { id: "a" }],
    ] as const) {
      const { error } = await attempt(`VERSIONS.named.${pointer}.get`, by);
      expect(error).toMatchObject({ code: "invalid-params" });
    }
  });
});

describe.each(Object.entries(OLD))("pointers to %s records of older versions", (name, stored) => {
  const on = (method: string, ...args: readonly unknown[]) =>
    call(`VERSIONS.${name}.${method}`, ...args);
  const plant = async (id: string, version: 1 | 2, value: unknown) => {
    const key = `${name}:${id}`;
    await raw("VERSIONS.put", key, ...(await stored(key, version, value)));
  };

  test("are written by a repair, and find the value in its current version", async () => {
    await plant("a", 2, { first: "Ann" });
    await plant("b", 1, "Bea Lee");
    expect(await on("repairPointers")).toMatchObject({ written: 4, unreadable: 0 });
    expect(await on("byFirst.get", { first: "Ann" })).toEqual({ first: "Ann", age: 0 });
    expect(await on("byFirst.get", { first: "Bea" })).toEqual({ first: "Bea", age: 0 });
    expect(await idsByAge(name, { age: 0 })).toEqual(["a", "b"]);
  });

  test("are kept by a touch, changed by an update, and deleted with their record", async () => {
    await plant("a", 2, { first: "Ann" });
    await on("repairPointers");
    expect(await on("touch", { id: "a" }, { ttl: "2h" })).toBe(true);
    expect(await on("byFirst.get", { first: "Ann" })).toEqual({ first: "Ann", age: 0 });
    await on("update", { id: "a" }, { over: { first: "Amy" } });
    expect(await on("byFirst.get", { first: "Ann" })).toBeNull();
    expect(await on("byFirst.get", { first: "Amy" })).toEqual({ first: "Amy", age: 0 });
    await on("delete", { id: "a" });
    expect(await storedKeys()).toEqual([]);
  });

  test("are left alone if the record cannot be upgraded", async () => {
    await plant("a", 2, { first: "nobody" });
    expect(await on("repairPointers")).toMatchObject({ written: 0, unreadable: 1 });
    expect(await storedKeys()).toEqual([`${name}:a`]);
  });
});

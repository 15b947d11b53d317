import { describe, expect, test } from "vitest";
import { testWorker } from "./harness.ts";

const { attempt, call, raw } = testWorker();

const ID = { id: "a" };
const BY = { metadata: { by: "ann" } };

interface Listed {
  readonly keys: readonly { readonly name: string; readonly metadata?: unknown }[];
}

async function storedMetadata(): Promise<readonly unknown[]> {
  return ((await raw("VERSIONS.list")) as Listed).keys.map(({ metadata }) => metadata);
}

describe("a version in an envelope", () => {
  test("is written around the value", async () => {
    await call("VERSIONS.user.put", ID, { first: "Ann", age: 5 }, BY);
    expect(await raw("VERSIONS.get", "user:a")).toBe(
      '{"$version":3,"$value":{"first":"Ann","age":5}}',
    );
    expect(await call("VERSIONS.user.getWithMetadata", ID)).toEqual({
      value: { first: "Ann", age: 5 },
      ...BY,
    });
    expect(await storedMetadata()).toEqual([BY.metadata]);
  });

  test.each<[string, string]>([
    ["a record from before there were versions", '"Ann Lee"'],
    ["the first version", '{"$version":1,"$value":"Ann Lee"}'],
    ["the second version", '{"$version":2,"$value":{"first":"Ann","last":"Lee"}}'],
  ])("is read as the current one by every read: %s", async (_, stored) => {
    const value = { first: "Ann", age: 0 };
    await raw("VERSIONS.put", "user:a", stored, BY);
    expect(await call("VERSIONS.user.get", ID)).toEqual(value);
    expect(await call("VERSIONS.user.getMany", [ID, { id: "b" }])).toEqual([value, null]);
    expect(await call("VERSIONS.user.getManyWithMetadata", [ID])).toEqual([{ value, ...BY }]);
    expect(await call("VERSIONS.user.entries")).toMatchObject([{ value, ...BY }]);
    // Nothing but a write changes what is stored.
    expect(await call("VERSIONS.user.touch", ID)).toBe(true);
    expect(await raw("VERSIONS.get", "user:a")).toBe(stored);
    expect(await call("VERSIONS.user.update", ID, { over: { age: 7 } })).toEqual({
      first: "Ann",
      age: 7,
    });
    expect(await raw("VERSIONS.get", "user:a")).toBe(
      '{"$version":3,"$value":{"first":"Ann","age":7}}',
    );
  });

  test("that is newer than the Worker is an error, not a value", async () => {
    await raw("VERSIONS.put", "user:a", '{"$version":4,"$value":{"first":"Ann","age":5}}');
    expect((await attempt("VERSIONS.user.get", ID)).error).toMatchObject({
      code: "invalid-value",
      message:
        'VERSIONS.user: the stored value cannot be read: it has version 4, but this Worker knows at most 3 (key "user:a")',
    });
    const { error } = await attempt("VERSIONS.user.update", ID, { over: { age: 7 } });
    expect(error?.["code"]).toBe("invalid-value");
  });

  test("whose upcast fails is an error that does not show the value", async () => {
    await raw("VERSIONS.put", "user:a", '"nobody at all"');
    expect((await attempt("VERSIONS.user.get", ID)).error?.["message"]).toBe(
      'VERSIONS.user: the stored value cannot be read: the upcast from version 2 failed (key "user:a")',
    );
  });

  test("is checked after the last upcast", async () => {
    await raw("VERSIONS.put", "user:a", '{"$version":2,"$value":{"first":5}}');
    expect((await attempt("VERSIONS.user.get", ID)).error?.["message"]).toContain(
      "the stored value is not of its type: first: expected a string, received a number",
    );
  });

  test("works with a cache as well", async () => {
    await raw("VERSIONS.put", "cache:answer:a", '"old"');
    await raw("VERSIONS.put", "cache:answer:b", "");
    expect(await call("VERSIONS.answer.get", ID)).toBe("OLD");
    expect(await call("VERSIONS.answer.get", { id: "b" })).toBeNull();
  });
});

describe("a version in the metadata", () => {
  test("is stored beside the author's metadata, which does not show it", async () => {
    await call("VERSIONS.motto.put", ID, "hope", BY);
    expect(await raw("VERSIONS.get", "motto:a")).toBe("hope");
    expect(await storedMetadata()).toEqual([{ by: "ann", $version: 2 }]);
    expect(await call("VERSIONS.motto.getWithMetadata", ID)).toEqual({ value: "hope", ...BY });
    expect(await call("VERSIONS.motto.list")).toMatchObject([BY]);
    expect(await call("VERSIONS.motto.first")).toMatchObject(BY);
  });

  test("may stand alone", async () => {
    await call("VERSIONS.alone.put", ID, "hope");
    expect(await storedMetadata()).toEqual([{ $version: 2 }]);
    expect(await call("VERSIONS.alone.get", ID)).toBe("hope");
  });

  test("is stored beside metadata with a default that older records lack", async () => {
    await raw("VERSIONS.put", "verse:a", "old");
    const read = { value: "OLD", metadata: {} };
    expect(await call("VERSIONS.verse.getWithMetadata", ID)).toEqual(read);
    expect(await call("VERSIONS.verse.entries")).toMatchObject([read]);
    await call("VERSIONS.verse.put", ID, "new");
    await call("VERSIONS.verse.put", { id: "b" }, "b", BY);
    expect(await call("VERSIONS.verse.get", ID)).toBe("new");
    expect(await storedMetadata()).toEqual([{ $version: 2 }, { by: "ann", $version: 2 }]);
    expect(await call("VERSIONS.verse.list")).toMatchObject([{ metadata: {} }, BY]);
  });

  test("is read by every read, of one record and of many", async () => {
    await raw("VERSIONS.put", "motto:a", "old", BY);
    await call("VERSIONS.motto.put", { id: "b" }, "new", BY);
    const both = [{ id: "b" }, ID];
    expect(await call("VERSIONS.motto.get", ID)).toBe("OLD");
    expect(await call("VERSIONS.motto.getMany", both)).toEqual(["new", "OLD"]);
    expect(await call("VERSIONS.motto.getManyWithMetadata", both)).toEqual([
      { value: "new", ...BY },
      { value: "OLD", ...BY },
    ]);
    expect(await call("VERSIONS.motto.entries")).toMatchObject([
      { value: "OLD", ...BY },
      { value: "new", ...BY },
    ]);
    expect(await call("VERSIONS.motto.touch", ID)).toBe(true);
    expect(await call("VERSIONS.motto.get", ID)).toBe("OLD");
    expect(await storedMetadata()).toEqual([{ by: "ann" }, { by: "ann", $version: 2 }]);
  });

  test("counts toward the bytes of the metadata", async () => {
    const fits = "x".repeat(1_024 - '{"by":"","$version":2}'.length);
    await call("VERSIONS.motto.put", ID, "hope", { metadata: { by: fits } });
    const { error } = await attempt("VERSIONS.motto.put", ID, "hope", {
      metadata: { by: `${fits}x` },
    });
    expect(error?.["message"]).toContain(
      "the metadata's JSON has 1025 bytes, KV takes at most 1024",
    );
  });

  test("that is newer counts as missing if the schema says so", async () => {
    await raw("VERSIONS.put", "alone:a", "new", { metadata: { $version: 3 } });
    expect(await call("VERSIONS.alone.get", ID)).toBeNull();
    expect(await call("VERSIONS.alone.getMany", [ID])).toEqual([null]);
  });
});

import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { testWorker } from "./harness.ts";
import { flowing } from "./tagged.ts";

const { attempt, call, raw, workerd } = testWorker();

const ID = { id: "a" };
const TYPE = { metadata: { type: "image/png" } };

/** What a stream has given. */
function flowed(...bytes: readonly number[]): unknown {
  return { flowed: Uint8Array.of(...bytes) };
}

/** In workerd alone: a seal is another one each time. */
function storedBytes(key: string): Promise<Uint8Array> {
  return workerd.raw("CODECS.get", key, "arrayBuffer") as Promise<Uint8Array>;
}

describe("bytes", () => {
  test.each([[[]], [[0, 255, 128]]])("are read as written: %j", async (bytes) => {
    const value = Uint8Array.from(bytes);
    await call("CODECS.blob.put", ID, value);
    expect(await call("CODECS.blob.get", ID)).toEqual(value);
    expect(await call("CODECS.blob.getMany", [ID, { id: "b" }])).toEqual([value, null]);
    expect(await call("CODECS.blob.entries")).toMatchObject([{ key: "blob:a", value }]);
    expect(await storedBytes("blob:a")).toEqual(value);
  });

  test("reject everything else", async () => {
    const { error, kvCalls } = await attempt("CODECS.blob.put", ID, "text");
    expect(error?.["message"]).toBe(
      'CODECS.blob: the value is not of its type: expected a Uint8Array, received a string (key "blob:a")',
    );
    expect(kvCalls).toEqual([]);
  });
});

describe.each(["upload", "backup"])("a stream: %s", (name) => {
  test("is written from a stream or bytes, and read as a stream", async () => {
    for (const value of [flowing(Uint8Array.of(1, 2, 3)), Uint8Array.of(1, 2, 3)]) {
      await call(`CODECS.${name}.put`, ID, value, name === "upload" ? TYPE : {});
      expect(await call(`CODECS.${name}.get`, ID)).toEqual(flowed(1, 2, 3));
    }
    expect(await call(`CODECS.${name}.get`, { id: "b" })).toBeNull();
  });

  test("is listed with others, one open at a time, and can be touched", async () => {
    const options = name === "upload" ? TYPE : {};
    for (let id = 0; id < 9; id++) {
      await call(`CODECS.${name}.put`, { id: `${id}` }, Uint8Array.of(id), options);
    }
    const entries = (await call(`CODECS.${name}.entries`)) as { readonly value: unknown }[];
    expect(entries.map(({ value }) => value)).toEqual(
      Array.from({ length: 9 }, (_, id) => flowed(id)),
    );
    expect(await call(`CODECS.${name}.touch`, { id: "3" })).toBe(true);
    expect(await call(`CODECS.${name}.touch`, { id: "none" })).toBe(false);
    expect(await call(`CODECS.${name}.get`, { id: "3" })).toEqual(flowed(3));
    expect(await call(`CODECS.${name}.has`, { id: "3" })).toBe(true);
  });

  test("rejects everything else", async () => {
    const { error, kvCalls } = await attempt(`CODECS.${name}.put`, ID, "text", TYPE);
    expect(error?.["message"]).toContain("expected a ReadableStream or a Uint8Array");
    expect(kvCalls).toEqual([]);
  });
});

describe("a stream", () => {
  test("has its metadata", async () => {
    await call("CODECS.upload.put", ID, flowing(Uint8Array.of(1)), TYPE);
    expect(await call("CODECS.upload.getWithMetadata", ID)).toEqual({
      value: flowed(1),
      ...TYPE,
    });
    await call("CODECS.upload.touch", ID);
    expect(await call("CODECS.upload.list")).toMatchObject([{ key: "upload:a", ...TYPE }]);
  });

  test("that is not gzip fails with its key when it is read", async () => {
    await raw("CODECS.put", "backup:a", "not compressed");
    expect((await attempt("CODECS.backup.get", ID)).error).toMatchObject({
      code: "invalid-value",
      message:
        'CODECS.backup: the stored value cannot be read: it is not gzip, or broken (key "backup:a")',
    });
  });
});

describe("a compressed value", () => {
  const rows = Array.from({ length: 500 }, (_, row) => `row ${row % 7}`);

  test("is stored smaller, and read by every kind of read", async () => {
    await call("CODECS.report.put", ID, { rows }, { metadata: { by: "ann" } });
    const value = { rows, note: "none" };
    expect((await storedBytes("report:a")).byteLength).toBeLessThan(300);
    expect(await call("CODECS.report.get", ID)).toEqual(value);
    expect(await call("CODECS.report.getMany", [{ id: "b" }, ID])).toEqual([null, value]);
    expect(await call("CODECS.report.getManyWithMetadata", [ID])).toEqual([
      { value, metadata: { by: "ann" } },
    ]);
    expect(await call("CODECS.report.update", ID, { over: { note: "few" } })).toEqual({
      rows,
      note: "few",
    });
    expect(await call("CODECS.report.touch", ID)).toBe(true);
    expect(await call("CODECS.report.entries")).toMatchObject([
      { value: { rows, note: "few" }, metadata: { by: "ann" } },
    ]);
  });

  test("may be bytes", async () => {
    await call("CODECS.archive.put", ID, new Uint8Array(10_000));
    expect((await storedBytes("archive:a")).byteLength).toBeLessThan(100);
    expect(await call("CODECS.archive.get", ID)).toEqual(new Uint8Array(10_000));
  });

  test("is not decompressed beyond what an isolate can hold, whatever its trailer says", async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(60_000_000)));
    await raw("CODECS.put", "archive:a", bomb);
    expect((await attempt("CODECS.archive.get", ID)).error).toMatchObject({
      code: "invalid-value",
      message:
        'CODECS.archive: the stored value cannot be read: it has 60000000 bytes when it is decompressed, a read takes at most 33554432 (key "archive:a")',
    });
    new DataView(bomb.buffer).setUint32(bomb.byteLength - 4, 5, true);
    await raw("CODECS.put", "archive:a", bomb);
    expect((await attempt("CODECS.archive.get", ID)).error?.["message"]).toContain(
      "it is not gzip, or broken",
    );
  });
});

describe("a sealed value", () => {
  const SECRET = "the launch code is 0000";

  test("is read by every kind of read, and cannot be read without the key", async () => {
    await call("CODECS.secretNote.put", ID, SECRET, { metadata: { by: "ann" } });
    const stored = new TextDecoder().decode(await storedBytes("secret-note:a"));
    expect(stored).not.toContain("launch");
    expect(stored.slice(0, 4)).toBe("\u0001\u0002k2");
    expect(await call("CODECS.secretNote.get", ID)).toBe(SECRET);
    expect(await call("CODECS.secretNote.getMany", [ID])).toEqual([SECRET]);
    expect(await call("CODECS.secretNote.touch", ID)).toBe(true);
    expect(await call("CODECS.secretNote.entries")).toMatchObject([
      { value: SECRET, metadata: { by: "ann" } },
    ]);
  });

  test("may be compressed first, updated, and a single record", async () => {
    await call("CODECS.vault.put", ID, { n: 1 });
    expect(await call("CODECS.vault.update", ID, { over: { n: 2 } })).toEqual({ n: 2 });
    expect(await call("CODECS.vault.get", ID)).toEqual({ n: 2 });
    await call("CODECS.masterKey.put", Uint8Array.of(1, 2));
    expect(await call("CODECS.masterKey.get")).toEqual(Uint8Array.of(1, 2));
  });

  test("opens only under its own key", async () => {
    await call("CODECS.secretNote.put", ID, SECRET);
    await raw("CODECS.put", "secret-note:b", await storedBytes("secret-note:a"));
    const { error } = await attempt("CODECS.secretNote.get", { id: "b" });
    expect(error).toMatchObject({ code: "invalid-value", key: "secret-note:b" });
    expect(error?.["message"]).toBe(
      'CODECS.secretNote: the stored value cannot be read: it was changed after it was sealed, or sealed for another KV key (key "secret-note:b")',
    );
  });

  test("counts as missing if the schema says so, but not because the secret is missing", async () => {
    await raw("CODECS.put", "vault:a", '{"n":1}');
    expect(await call("CODECS.vault.get", ID)).toBeNull();
    await raw("CODECS.put", "vault:a", `\u0001\u0002k9${"x".repeat(40)}`);
    expect((await attempt("CODECS.vault.get", ID)).error).toMatchObject({
      code: "invalid-secret",
      message: expect.stringContaining("is sealed with the key `k9`, which the secret "),
    });
    await raw("CODECS.put", "unset:a", "1");
    for (const attempted of [
      await attempt("CODECS.unset.get", ID),
      await attempt("CODECS.unset.put", ID, 1),
    ]) {
      expect(attempted.error).toMatchObject({
        code: "invalid-secret",
        message:
          'CODECS.unset: the secret NO_SUCH_KEYS is not set: `wrangler secret put NO_SUCH_KEYS` stores a key ring (key "unset:a")',
      });
    }
  });
});

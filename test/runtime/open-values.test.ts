import { describe, expect, test } from "vitest";
import { createMemoryKv } from "../../src/testing/index.ts";
import { type Env, keyloom } from "../golden/open/kv.gen.ts";

function others() {
  const kv = createMemoryKv();
  const secret = JSON.stringify({ current: "1", keys: { 1: btoa("k".repeat(32)) } });
  const env = { OTHERS: kv, PROFILE_KEYS: secret } as unknown as Env;
  return { kv, ...keyloom(env).OTHERS };
}

describe("a value of unknown type", () => {
  test.each([
    [{ items: [1, null, { deep: true }] }],
    [[]],
    ["text"],
    [0],
    [false],
    [{ left: undefined }],
  ])("is read as it was written: %j", async (value) => {
    const { answer, webhook } = others();
    await answer.put({ url: "https://a.example/b%20c?d=e:f" }, value);
    expect(await answer.get({ url: "https://a.example/b%20c?d=e:f" })).toEqual(value);
    await webhook.put({ id: "1" }, { source: "x", payload: value, attempts: [value] });
    expect(await webhook.get({ id: "1" })).toEqual({
      ...{ source: "x", payload: value, attempts: [value] },
    });
  });

  test("stored by raw code is read unchanged", async () => {
    const { kv, answer } = others();
    await kv.put("answer:https://a.example/b%20c?d=e:f", '{"at":"2026-01-01","__proto__":{"a":1}}');
    const found = await answer.get({ url: "https://a.example/b%20c?d=e:f" });
    expect(JSON.stringify(found)).toBe('{"at":"2026-01-01","__proto__":{"a":1}}');
  });

  test("is rejected before anything is written if JSON cannot represent it", async () => {
    const { kv, answer, profile, webhook } = others();
    await expect(
      answer.put({ url: "https://a.example/b%20c?d=e:f" }, undefined),
    ).rejects.toMatchObject({
      code: "invalid-value",
      message: expect.stringContaining(
        "the value cannot be stored: JSON has no form for undefined",
      ),
    });
    const payload = { at: [new Date(0)] };
    await expect(webhook.put({ id: "1" }, { source: "x", payload, attempts: [] })).rejects.toThrow(
      "JSON has no form for an instance of Date, at `payload.at.0`",
    );
    await expect(profile.put({ id: "1" }, { name: "Ada", plan: 5n })).rejects.toThrow(
      "JSON has no form for a bigint, at `plan`",
    );
    expect((await kv.list()).keys).toEqual([]);
  });
});

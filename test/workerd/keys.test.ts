import { describe, expect, test } from "vitest";
import { testWorker } from "./harness.ts";

const { call, attempt, raw } = testWorker();

const ORDER = { country: { code: "DE" }, day: new Date(0), number: 7, gift: true };

describe("any text can be a parameter", () => {
  test.each([
    ["42", "user:42:a"],
    ["__proto__", "user:__proto__:a"],
    ["constructor", "user:constructor:a"],
    ["a:b", "user:a%3Ab:a"],
    ["50%", "user:50%25:a"],
    ["%3A", "user:%253A:a"],
    ["ünïcødé 漢 🙂", "user:ünïcødé 漢 🙂:a"],
    ["line\nbreak\u2028\u0000", "user:line\nbreak\u2028\u0000:a"],
    ["..", "user:..:a"],
    [" ", "user: :a"],
    ["/?#&", "user:/?#&:a"],
  ])("%j", async (user, key) => {
    const params = { user, setting: "a" };
    expect(await call("CACHE.setting.key", params)).toBe(key);
    expect(await call("CACHE.setting.parse", key)).toEqual(params);
    await call("CACHE.setting.put", params, "value");
    expect(await raw("CACHE.list")).toMatchObject({ keys: [{ name: key }] });
    expect(await call("CACHE.setting.get", params)).toBe("value");
    expect(await call("CACHE.setting.list")).toMatchObject([{ key, params }]);
    await call("CACHE.setting.delete", params);
    expect(await call("CACHE.setting.get", params)).toBeNull();
  });
});

test("each codec has its own text form", async () => {
  const order = { ...ORDER, country: { code: "DE", region: "NW" }, number: -7 };
  const key = "order:DE%2FNW/19700101T000000.000Z/-99992-true.json";
  expect(await call("RECORDS.order.key", order)).toBe(key);
  expect(await call("RECORDS.order.parse", key)).toEqual(order);
  expect(await call("RECORDS.ticket.key", { number: 42 })).toBe("ticket:0000000000000042");
});

describe("parameters that make no valid key are rejected before KV is called", () => {
  test.each([
    ["CACHE.setting", { user: "", setting: "a" }, "user: expected a non-empty string"],
    ["CACHE.setting", { user: "a" }, "setting: expected a string, received nothing"],
    [
      "CACHE.setting",
      { user: 1, setting: 2 },
      "user: expected a string, received a number; setting: ",
    ],
    ["CACHE.setting", { user: "\ud800", setting: "a" }, "user: holds a lone surrogate"],
    ["CACHE.session", { userId: "1", device: "web" }, "userId: not a valid uuid"],
    ["CACHE.session", { userId: "1", device: "tv" }, 'device: expected "web" or "ios"'],
    ["RECORDS.note", { author: "x" }, "author: expected at least 2 characters"],
    ["RECORDS.ticket", { number: 1.5 }, "number: expected an integer"],
    ["RECORDS.ticket", { number: "1" }, "number: expected an integer, received a string"],
    ["RECORDS.order", { ...ORDER, number: 100_000 }, "number: expected a number up to 99999"],
    ["RECORDS.order", { ...ORDER, day: new Date(Number.NaN) }, "day: expected a valid date"],
    [
      "RECORDS.order",
      { ...ORDER, day: new Date(8.64e15) },
      "day: expected a date up to 9999-12-31",
    ],
    ["RECORDS.order", { ...ORDER, gift: "true" }, "gift: expected a boolean, received a string"],
    [
      "RECORDS.order",
      { ...ORDER, country: { code: "de" } },
      "country: a country's code is two capitals",
    ],
    [
      "RECORDS.order",
      { ...ORDER, country: undefined },
      "country: expected a value, received nothing",
    ],
  ])("%s of %j", async (target, params, message) => {
    for (const method of ["key", "get", "put", "delete"]) {
      const { error, kvCalls } = await attempt(`${target}.${method}`, params);
      expect(error).toMatchObject({
        name: "KeyloomError",
        code: "invalid-params",
        collection: target,
        key: undefined,
      });
      expect(error?.["message"]).toContain(message);
      expect(kvCalls).toEqual([]);
    }
  });
});

describe("a key belongs to the collection in one spelling only", () => {
  test.each([
    ["of another collection", "CACHE.setting", "user:1:a", "member:1:a"],
    ["of another form", "CACHE.setting", "user:1:a", "user:1"],
    ["with a third parameter", "CACHE.setting", "user:1:a", "user:1:a:b"],
    ["with something in front", "CACHE.setting", "user:1:a", "\nuser:1:a"],
    ["with something behind", "RECORDS.order", order({}), `${order({})}\n`],
    ["with an empty parameter", "CACHE.setting", "user:1:a", "user::a"],
    ["with a needless percent sequence", "CACHE.setting", "user:A:a", "user:%41:a"],
    ["with small letters in one", "CACHE.setting", "user:%3A:a", "user:%3a:a"],
    ["with a broken percent sequence", "CACHE.setting", "user:%25:a", "user:%:a"],
    ["with a percent sequence that is no UTF-8", "CACHE.setting", "user:%25:a", "user:%FF:a"],
    ["with a day that does not exist", "RECORDS.order", order({}), order({ day: "20260230" })],
    [
      "with a second spelling of zero",
      "RECORDS.order",
      order({ number: "-00000" }),
      order({ number: "-99999" }),
    ],
    ["with too few digits", "RECORDS.order", order({}), order({ number: "0007" })],
    [
      "with an integer out of range",
      "RECORDS.ticket",
      "ticket:9007199254740991",
      "ticket:9007199254740992",
    ],
    [
      "with a text that the author's codec refuses",
      "RECORDS.order",
      order({}),
      order({ country: "de" }),
    ],
    ["over 512 bytes", "CACHE.label", `label:${"x".repeat(506)}`, `label:${"x".repeat(507)}`],
  ])("not %s", async (_, target, good, bad) => {
    expect(await call(`${target}.parse`, good)).not.toBeNull();
    expect(await call(`${target}.parse`, bad)).toBeNull();
  });
});

function order({ country = "DE", day = "20260228", number = "00007" }): string {
  return `order:${country}/${day}T000000.000Z/${number}-true.json`;
}

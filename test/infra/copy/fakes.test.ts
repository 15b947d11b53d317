import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type FakeKind, Fakes } from "../../../infra/copy/fakes.ts";
import { redactRecord, UnredactableError } from "../../../infra/copy/redact-record.ts";
import type { RedactedPart } from "../../../schema/model.ts";

const fakes = new Fakes("a key of the test");

/** For each kind, texts that it is for, and the type that its fakes are of as well. */
const KINDS: readonly [FakeKind, fc.Arbitrary<string>, z.ZodType][] = [
  ["email", fc.emailAddress(), z.email()],
  ["url", fc.webUrl(), z.url()],
  ["uuid", fc.uuid({ version: 4 }), z.uuid({ version: "v4" })],
  ["uuid", fc.uuid({ version: 7 }), z.uuid({ version: "v7" })],
  ["ip", fc.ipV4(), z.ipv4()],
  ["ip", fc.ipV6(), z.ipv6()],
  ["date", fc.date(years()).map((date) => date.toISOString()), z.iso.datetime()],
  ["date", fc.date(years()).map((date) => date.toISOString().slice(0, 10)), z.iso.date()],
];

function years() {
  return { min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true };
}

describe.each(KINDS)("a fake of the kind %s", (kind, texts, type) => {
  test("fits the type that the original text fits, and is the same each time", () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(type.safeParse(text).success);
        const fake = fakes.of(kind, text);
        expect(type.safeParse(fake).error?.issues).toBeUndefined();
        expect(fakes.of(kind, text)).toBe(fake);
      }),
    );
  });
});

test("the fake of a text keeps its length, its case, and everything but letters and digits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const shape = (given: string) =>
        given
          .replace(/\p{Lu}/gu, "A")
          .replace(/\p{L}/gu, (letter) => (letter === "A" ? "A" : "a"))
          .replace(/\p{N}/gu, "0");
      expect(shape(fakes.of("text", text) ?? "")).toBe(shape(text));
    }),
  );
  expect(fakes.of("text", "Ann O'Neil, +43 660 1234567")).toMatch(
    /^[A-Z][a-z]{2} [A-Z]'[A-Z][a-z]{3}, \+[1-9]\d [1-9]\d{2} [1-9]\d{6}$/,
  );
});

test("other keys and other texts have other fakes", () => {
  const others = new Fakes("another key");
  const texts = Array.from({ length: 2_000 }, (_, index) => `person${index}@example.org`);
  const made = new Set(texts.map((text) => fakes.of("email", text)));
  expect(made.size).toBe(texts.length);
  for (const text of texts) expect(made).not.toContain(others.of("email", text));
});

test("two spellings of one address or UUID belong to one person", () => {
  expect(fakes.of("email", "Ann@Example.org")).toBe(fakes.of("email", "ann@example.org"));
  const id = "0D9F4A86-6F3C-4C2B-9B7E-3D1B2A4C5E6F";
  expect(fakes.of("uuid", id)).toBe(fakes.of("uuid", id.toLowerCase()));
});

test("a text that is not of a kind has no fake of that kind", () => {
  expect(fakes.of("uuid", "7")).toBeUndefined();
  expect(fakes.of("ip", "localhost")).toBeUndefined();
  expect(fakes.of("date", "yesterday")).toBeUndefined();
});

describe("a fake of an integer", () => {
  const bounds = fc
    .tuple(fc.maxSafeInteger(), fc.maxSafeInteger())
    .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
    .filter(({ min, max }) => max - min >= 1_000);

  test("is within the bounds of its type, and the same each time", () => {
    fc.assert(
      fc.property(bounds, fc.double({ min: 0, max: 1, noNaN: true }), ({ min, max }, share) => {
        const value = Math.min(max, Math.round(min + share * (max - min)));
        const fake = fakes.integer(value, { min, max }) ?? Number.NaN;
        expect(Number.isSafeInteger(fake) && fake >= min && fake <= max).toBe(true);
        expect(fakes.integer(value, { min, max })).toBe(fake);
      }),
    );
  });

  test("is unique, and keeps the sign and the number of digits if the bounds are far away", () => {
    const all = { min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
    const values = Array.from({ length: 4_000 }, (_, index) => index - 1_500);
    const made = values.map((value) => fakes.integer(value, all) ?? Number.NaN);
    expect(new Set(made).size).toBe(values.length);
    const shape = (value: number) => `${value < 0}${String(Math.abs(value)).length}`;
    expect(made.map(shape)).toEqual(values.map(shape));
    // Of 10,000 in a random order, one stays where it is.
    expect(values.filter((value, index) => made[index] === value).length).toBeLessThan(20);
  });

  test("does not reveal the last ones below a bound", () => {
    const near = { min: 1, max: 1_001 };
    const [a, b] = [1_000, 1_001].map((value) => fakes.integer(value, near));
    expect(new Set([a, b, 1_000, 1_001]).size).toBeGreaterThan(2);
    const made = Array.from({ length: 1_001 }, (_, index) => fakes.integer(index + 1, near));
    expect(made.toSorted((x = 0, y = 0) => x - y)).toEqual(made.map((_, index) => index + 1));
  });

  test("is the same in types with other bounds", () => {
    const fake = fakes.integer(12_345, { min: 0, max: 2 ** 32 - 1 });
    expect(fakes.integer(12_345, { min: -(2 ** 31), max: 2 ** 31 - 1 })).toBe(fake);
    expect(fakes.integer(12_345, { min: 1, max: 9_999 })).toBeUndefined();
    expect(fakes.integer(1.5, { min: 1, max: 9_999 })).toBeUndefined();
  });
});

describe("redacting a record", () => {
  const redact = (parts: readonly RedactedPart[], value: unknown) =>
    redactRecord({ params: {}, value }, { policy: "parts", parts }, fakes).value;
  const text = { kind: "text" } as const;

  test("applies to each entry of lists and records, and changes nothing else", () => {
    const value = { people: [{ name: "Ann", age: 7 }, { age: 8 }], notes: { a: ["x1"], b: [] } };
    const parts: RedactedPart[] = [
      { part: "value", path: ["people", "[]", "name"], by: text },
      { part: "value", path: ["notes", "[]", "[]"], by: text },
    ];
    expect(redact(parts, value)).toEqual({
      people: [{ name: fakes.of("text", "Ann"), age: 7 }, { age: 8 }],
      notes: { a: [fakes.of("text", "x1")], b: [] },
    });
    expect(value.people[0]).toEqual({ name: "Ann", age: 7 });
  });

  test("leaves out a part, or puts a fixed value, whatever was there", () => {
    const parts: RedactedPart[] = [
      { part: "value", path: ["born"], by: { kind: "omit" } },
      { part: "value", path: ["age"], by: { kind: "fixed", value: 30 } },
    ];
    expect(redact(parts, { born: "1999-01-01", age: 12 })).toEqual({ age: 30 });
    expect(redact(parts, {})).toEqual({});
  });

  test("rejects a text that is not of the declared kind, so that it is not copied unchanged", () => {
    const parts: RedactedPart[] = [{ part: "value", path: ["name"], by: text }];
    for (const name of [7, { first: "Ann" }]) {
      expect(() => redact(parts, { name })).toThrow(UnredactableError);
    }
    // One of a union of a text and a list of them.
    const each: RedactedPart[] = [{ part: "value", path: ["name", "[]"], by: text }];
    expect(redact(each, { name: "Ann" })).toEqual({ name: fakes.of("text", "Ann") });
  });
});

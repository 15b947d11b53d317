import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { describeType } from "../../schema/type/describe.ts";
import type { TypeFault } from "../../schema/type/faults.ts";
import { maxJsonBytes } from "../../schema/type/json-size.ts";
import type { StringType, TypeModel } from "../../schema/type/model.ts";
import { maxKeyBytes } from "../../schema/type/string-size.ts";
import { encodeText } from "../../src/runtime/param.ts";

/** A zod type, and values of it. */
interface RandomType {
  readonly schema: z.ZodType;
  readonly values: fc.Arbitrary<unknown>;
}

function modelOf(schema: z.ZodType): TypeModel {
  const faults: TypeFault[] = [];
  const type = describeType(schema, faults);
  expect(faults).toEqual([]);
  return type;
}

/** Lone surrogates and control characters take six bytes of JSON. */
const characters = fc.oneof(
  fc.constantFrom("\0", '"', "\\", "\ud800", "\u2028", "€", "a", "\u{1F600}"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);

const strings: fc.Arbitrary<RandomType> = fc.nat(12).map((max) => ({
  schema: z.string().max(max),
  values: fc.string({ unit: characters, maxLength: max }).map((text) => text.slice(0, max)),
}));

const FORMATS: readonly z.ZodType<string>[] = [
  ...[z.uuid(), z.guid(), z.nanoid(), z.ulid(), z.xid(), z.ksuid(), z.ipv4(), z.cidrv4()],
  ...[z.mac(), z.mac({ delimiter: "-" }), z.e164(), z.iso.date()],
];

function patternOf(schema: z.ZodType): RegExp {
  const type = modelOf(schema);
  const check = type.kind === "string" ? type.checks[0] : undefined;
  if (check?.check !== "string_format" || !("pattern" in check))
    throw new Error("a format has a pattern");
  return new RegExp(check.pattern, check.flags);
}

/** The formats that have a longest text, with texts of theirs. */
const formats: fc.Arbitrary<RandomType> = fc.constantFrom(
  ...FORMATS.map((schema) => ({ schema, values: fc.stringMatching(patternOf(schema)) })),
);

const numbers: fc.Arbitrary<RandomType> = fc.oneof(
  fc.constant({
    schema: z.number(),
    values: fc.double({ noDefaultInfinity: true, noNaN: true }),
  }),
  fc.tuple(fc.integer(), fc.integer()).map(([a, b]) => {
    const [min, max] = [Math.min(a, b), Math.max(a, b)];
    return { schema: z.int().min(min).max(max), values: fc.integer({ min, max }) };
  }),
  fc.constant({ schema: z.int(), values: fc.maxSafeInteger() }),
);

const constants: fc.Arbitrary<RandomType> = fc.oneof(
  fc.constant({ schema: z.boolean(), values: fc.boolean() }),
  fc.constant({ schema: z.null(), values: fc.constant(null) }),
  fc.constant({ schema: z.literal(["é", 1e21, null]), values: fc.constantFrom("é", 1e21, null) }),
  fc.constant({ schema: z.enum(["a", "😀"]), values: fc.constantFrom("a", "😀") }),
);

/** Regular expressions that bound their texts, in all kinds of ways. */
const patterns: fc.Arbitrary<RandomType> = fc.constantFrom(
  ...[
    ...[/^[A-Za-z0-9_-]{1,64}$/, /^-?\d{1,20}$/, /^(?:_|E[A-Z\d]{1,20})$/, /^(a|bc|d{2,4})?$/],
    ...[/^(?:[^:]{3}|..)$/, /^[^:]{3}$/u, /^[\s\S]{0,4}$/, /^.{4}$/u, /^\W[^a-z]{2}$/u],
    ...[/^$|^[:/]{2}$/, /^[\u0400-\u04ff]{5}$/, /^(?<x>[a-z."]){2}$/],
  ].map((pattern) => ({ schema: z.string().regex(pattern), values: fc.stringMatching(pattern) })),
);

function typesWithin(depth: number): fc.Arbitrary<RandomType> {
  const leaves = fc.oneof(strings, formats, patterns, numbers, constants);
  if (depth === 0) return leaves;
  const inner = typesWithin(depth - 1);
  const several = fc.array(inner, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    leaves,
    fc.tuple(inner, fc.nat(3)).map(([{ schema, values }, maxLength]) => ({
      schema: z.array(schema).max(maxLength),
      values: fc.array(values, { maxLength }),
    })),
    several.map(([first, ...others]) => ({
      schema: z.tuple([first?.schema ?? z.null(), ...others.map(({ schema }) => schema)]),
      values: fc.tuple(...[first, ...others].map((type) => type?.values ?? fc.constant(null))),
    })),
    several.map((types) => ({
      schema: z.object(
        Object.fromEntries(types.map(({ schema }, at) => [`é${at}`, schema.optional()])),
      ),
      values: fc.record(Object.fromEntries(types.map(({ values }, at) => [`é${at}`, values])), {
        requiredKeys: [],
      }),
    })),
    inner.map(({ schema, values }) => ({
      schema: z.record(z.enum(["a", "b"]), schema),
      values: fc.record({ a: values, b: values }),
    })),
    several.map((types) => ({
      schema: z.union(types.map(({ schema }) => schema)),
      values: fc.oneof(...types.map(({ values }) => values)),
    })),
    inner.map(({ schema, values }) => ({
      schema: schema.nullable(),
      values: fc.option(values),
    })),
    inner.map(({ schema, values }) => ({
      schema: schema.default("a default of another type" as never),
      values: fc.oneof(values, fc.constant("a default of another type")),
    })),
  );
}

describe("the largest form of a value in JSON", () => {
  test("is not exceeded by any value", () => {
    const samples = typesWithin(2).chain((type) => fc.tuple(fc.constant(type), type.values));
    fc.assert(
      fc.property(samples, ([{ schema }, value]) => {
        const bytes = Buffer.byteLength(JSON.stringify(value));
        expect(maxJsonBytes(modelOf(schema))).toBeGreaterThanOrEqual(bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each<[string, z.ZodType, unknown]>([
    ["a number", z.number(), -0.0000012345678901234567],
    ["a string of control characters", z.string().max(2), "\0\0"],
    ["an integer", z.int().min(-10).max(99), -10],
    ["an integer between bounds that it does not reach", z.int().gt(-10).lt(1000), 999],
    ["an array", z.array(z.boolean()).max(3), [false, false, false]],
    ["an empty array", z.array(z.boolean()).max(0), []],
    ["a date", z.iso.date(), "2024-02-29"],
    ["a string without the white space around it", z.string().max(2).trim(), "\0\0"],
    [
      "a value that takes the place of wrong ones",
      z.boolean().catch("none at all" as never),
      "none at all",
    ],
    ["a text of a regular expression", z.string().regex(/^[a-z"]{2}$/), '""'],
    ["a small integer", z.uint32(), 4294967295],
    ["a readonly list", z.array(z.boolean()).max(1).readonly(), [false]],
    ["a nullable digit", z.int().min(0).max(9).nullable(), null],
  ])("is just that of %s", (_, schema, largest) => {
    expect(maxJsonBytes(modelOf(schema))).toBe(Buffer.byteLength(JSON.stringify(largest)));
  });

  test.each<[string, z.ZodType]>([
    ["a string", z.string()],
    ["a string of a format without an end", z.email()],
    ["an array", z.array(z.boolean())],
    ["a tuple with a rest", z.tuple([z.boolean()], z.boolean())],
    ["a record", z.record(z.string(), z.boolean())],
    ["a loose object", z.looseObject({})],
    ["a part of an object", z.object({ a: z.boolean(), b: z.string() })],
    ["an object with a catchall", z.object({}).catchall(z.boolean())],
    ["a loose record", z.looseRecord(z.enum(["a"]), z.boolean())],
    [
      "a URL in its normal form",
      z
        .string()
        .max(9)
        .check(z.url({ normalize: true })),
    ],
    ["a type that holds itself", z.json()],
  ])("is unbounded for %s", (_, schema) => {
    expect(maxJsonBytes(modelOf(schema))).toBe(Infinity);
  });
});

const text = (pattern: RegExp) => z.string().regex(pattern);

describe("the largest form of a text in a key", () => {
  const specials = fc.constantFrom("%:", "%/", "%-", "%.", "%_", "%+", "%:-", "%:/.");

  test("is not exceeded by any text", () => {
    const samples = fc
      .oneof(strings, formats, patterns)
      .chain((type) => fc.tuple(fc.constant(type), type.values))
      .filter(([, value]) => String(value).isWellFormed());
    fc.assert(
      fc.property(samples, specials, ([{ schema }, value], special) => {
        const encoded = encodeText(
          String(value),
          new RegExp(`[${special.replace("-", "\\-")}]`, "g"),
        );
        const most = maxKeyBytes(modelOf(schema) as StringType, special);
        expect(most).toBeGreaterThanOrEqual(Buffer.byteLength(encoded));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each<[string, z.ZodType, string, number]>([
    ["four bytes a character", z.string().max(10), "%:", 40],
    ["one byte a character of a format", z.ipv4(), "%:", 15],
    ["three bytes a character of a format that is encoded", z.ipv4(), "%.", 21],
    ["as many as the shorter bound allows", z.ipv4().max(2), "%.", 6],
    ["that of the longest text of a regular expression", text(/^[\w-]{1,64}$/), "%:", 64],
    ["that of the longest alternative", text(/^(?:_|E[A-Z]{1,20}|\d(?:ab){2})$/), "%:", 21],
    ["that of several alternatives that fit all by themselves", text(/^a$|^bcd$/), "%:", 3],
    ["two bytes a character of Cyrillic", text(/^[а-я]{5}$/), "%:", 10],
    ["four bytes a character of whatever else", text(/^[^:]{5}$/u), "%:", 20],
    ["three bytes a half of a pair", text(/^[^:]{5}$/), "%:", 15],
    ["three bytes where what is encoded fits", text(/^[a-z:]{5}$/), "%:", 15],
    ["one byte a letter in any case", text(/^[a-z]{2}$/i), "%:", 2],
    ["more where case brings it to the sign of kelvin", text(/^k{2}$/iu), "%:", 8],
    ["what a bound leaves of a regular expression", text(/^[a-z]+$/).max(9), "%:", 9],
    [
      "what is left where several regular expressions fit",
      text(/^[a-z]+$/).regex(/^.{4}$/),
      "%:",
      4,
    ],
    ["the length that a lookahead gives", z.hostname(), "%:", 254],
    ["the longest address of IPv6", z.ipv6(), "%", 45],
    ["that of a template literal", z.templateLiteral(["v", z.string().max(3)]), "%:", 10],
    ["that of a time with a precision", z.iso.time({ precision: 3 }), "%", 12],
    ["that of lower case where the text is ASCII", text(/^[A-Z]{3}$/).toLowerCase(), "%:", 3],
    ["more where lower case may have more characters", z.string().max(3).toLowerCase(), "%:", 24],
    ["more where capitals may be more", z.string().max(3).toUpperCase(), "%:", 36],
    ["no more where what is around it is cut off", z.string().max(3).trim(), "%:", 12],
    ["unbounded without a bound", z.string().min(1), "%:", Infinity],
    ["unbounded without a start", text(/[a-z]{3}$/), "%:", Infinity],
    ["unbounded without an end", text(/^[a-z]{3}/), "%:", Infinity],
    ["unbounded where an alternative is", text(/^a$|b/), "%:", Infinity],
    ["unbounded where lines have ends", text(/^[a-z]{3}$/m), "%:", Infinity],
    ["unbounded with a repetition", text(/^(?:a{1,2},?)+$/), "%:", Infinity],
    ["unbounded with the text of a group again", text(/^(a{1,2})\1$/), "%:", Infinity],
    ["unbounded with a group of other flags", text(/^(?i:a{1,2})$/), "%:", Infinity],
    ["unbounded with sets of texts", text(/^[a-z]{2}$/v), "%:", Infinity],
    [
      "unbounded with a lookahead that is none from the start",
      text(/^a(?=.{3}$).*$/),
      "%:",
      Infinity,
    ],
  ])("is %s", (_, schema, special, bytes) => {
    expect(maxKeyBytes(modelOf(schema) as StringType, special)).toBe(bytes);
  });
});

const CHANGES: readonly [string, (type: z.ZodString) => z.ZodString, (text: string) => string][] = [
  ["capitals", (type) => type.toUpperCase(), (text) => text.toUpperCase()],
  ["small letters", (type) => type.toLowerCase(), (text) => text.toLowerCase()],
  ...(["NFC", "NFD", "NFKC", "NFKD"] as const).map((form): (typeof CHANGES)[number] => [
    form,
    (type) => type.normalize(form),
    (text) => text.normalize(form),
  ]),
];

test.each(CHANGES)(
  "no character takes more bytes as %s than the bound allows",
  (_, change, changed) => {
    const most = maxKeyBytes(modelOf(change(z.string().max(1))) as StringType, "");
    let longest = 0;
    for (let code = 0; code <= 0x10_ff_ff; code++) {
      longest = Math.max(longest, [...changed(String.fromCodePoint(code))].length);
    }
    expect(most).toBe(longest * 4);
  },
);

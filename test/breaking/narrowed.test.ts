import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { narrowing } from "../../src/breaking/narrowed.ts";
import { isSupported, modelOf } from "../codegen/compile-validator.ts";
import type { Sample } from "../codegen/sample.ts";
import { samples } from "../codegen/schemas.ts";

/** Whether values of a schema stay accepted by another: nothing, or the way and the reason. */
function between(before: z.ZodType, after: z.ZodType): string | undefined {
  const found = narrowing(modelOf(before), modelOf(after));
  return found && `${found.path.join(".") || "value"} ${found.reason}`;
}

/** Ways in which people change a type. */
const CHANGES: readonly ((type: z.ZodType, other: z.ZodType) => readonly [z.ZodType, z.ZodType])[] =
  [
    (type, other) => [type, other],
    (type) => [type, z.nullable(type)],
    (type) => [z.nullable(type), type],
    (type) => [z.object({ a: type }), z.object({ a: type.optional() })],
    (type) => [z.object({ a: type.optional() }), z.object({ a: type })],
    (type, other) => [z.object({ a: type }), z.object({ a: type, b: other })],
    (type, other) => [z.object({ a: type }), z.object({ a: type, b: other.optional() })],
    (type, other) => [z.looseObject({ a: type }), z.object({ a: type, b: other.optional() })],
    (type, other) => [
      z.object({ a: type }).catchall(other),
      z.object({ a: type, b: other.optional() }),
    ],
    (type, other) => [z.object({ a: type, b: other }), z.object({ a: type })],
    (type, other) => [z.object({ a: type, b: other }), z.strictObject({ a: type })],
    (type, other) => [z.object({ a: type, b: other }), z.object({ a: type }).catchall(other)],
    (type) => [z.object({ a: type }), z.looseObject({ a: type })],
    (type, other) => [type, z.union([other, type])],
    (type, other) => [z.union([type, other]), type],
    (type, other) => [z.union([type, other]), z.union([other, type, z.null()])],
    (type) => [z.array(type).min(1), z.array(type)],
    (type) => [z.array(type), z.array(z.nullable(type)).max(2)],
    (type, other) => [z.record(z.string(), type), z.record(z.string(), z.union([type, other]))],
    (type) => [z.object({ a: type }), z.object({ a: z.array(type) })],
    (type) => [z.tuple([type]), z.tuple([z.nullable(type)])],
    (type, other) => [z.tuple([type], other), z.tuple([type, other])],
    (type, other) => [z.tuple([type, other.optional()]), z.tuple([type], other)],
    (type) => [z.array(type).min(1), z.tuple([type], type)],
    (type, other) => [z.partialRecord(z.enum(["a", "b"]), type), z.record(z.string(), other)],
    (type) => [z.record(z.enum(["a", "b"]), type), z.object({ a: type, b: type.optional() })],
    (type, other) => [
      z.discriminatedUnion("a", [
        z.object({ a: z.literal("x"), b: type }),
        z.object({ a: z.literal("y"), b: other }),
      ]),
      z.discriminatedUnion("a", [
        z.object({ a: z.enum(["x", "y"]), b: type.optional() }),
        z.object({ a: z.literal("z") }),
      ]),
    ],
    (type, other) => [
      z.object({ a: type, b: other }),
      z.intersection(z.object({ a: type }), z.object({ b: other.optional() })),
    ],
    (type) => [z.object({ a: type.optional() }), z.object({ a: type.readonly().nullish() })],
    (type) => [z.strictObject({ a: type }), z.looseObject({})],
  ];

const pairs = fc
  .tuple(samples, samples, fc.constantFrom(...CHANGES), fc.option(fc.constantFrom(...CHANGES)))
  .map(([first, second, change, next]) => {
    const [before, after] = change(first.schema, second.schema);
    // A second change, of what the first one has made.
    const last = next === null ? after : next(after, second.schema)[1];
    return { first, second, before, after: last };
  })
  .filter(({ before, after }) => isSupported(before) && isSupported(after));

/** Values for the changed type: those of its parts, on their own and in what the changes put around them. */
function valuesOf({ values }: Sample, other: Sample): fc.Arbitrary<unknown> {
  const both = fc.oneof(values, other.values);
  return fc.oneof(
    values,
    other.values,
    fc.record({ a: values, b: both }, { requiredKeys: [] }),
    fc.array(values, { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), both),
  );
}

test("a change reported as safe rejects no stored value that was accepted before", () => {
  let safe = 0;
  let stored = 0;
  fc.assert(
    fc.property(
      pairs.chain((pair) =>
        fc.record({
          pair: fc.constant(pair),
          values: fc.array(valuesOf(pair.first, pair.second), { minLength: 5, maxLength: 10 }),
        }),
      ),
      ({ pair: { before, after }, values }) => {
        const [from, to] = [modelOf(before), modelOf(after)];
        // What the author's code does is not in the model: two pieces of it look the same.
        fc.pre(!JSON.stringify([from, to]).includes('"authored"'));
        // A property that every object inherits is one that zod finds in records without it, too.
        fc.pre(!/"name":"(?:constructor|toString|__proto__)"/.test(JSON.stringify(to)));
        // A value replaced by `.catch()` may not merge with the other half of an intersection: this is not reported.
        fc.pre(!/"intersection".*"catch"/.test(JSON.stringify(to)));
        if (narrowing(from, to) !== undefined) return;
        safe++;
        for (const value of values) {
          const text = storedForm(before, value);
          if (text === undefined || storedForm(before, JSON.parse(text)) === undefined) continue;
          stored++;
          expect(readOf(after, JSON.parse(text)), JSON.stringify({ from, to, text })).toBeDefined();
        }
      },
    ),
    { numRuns: 600 },
  );
  expect(safe).toBeGreaterThan(20);
  expect(stored).toBeGreaterThan(15);
});

/** What is stored for a value; nothing if it is rejected, or if JSON cannot represent it. */
function storedForm(schema: z.ZodType, value: unknown): string | undefined {
  const read = readOf(schema, value);
  try {
    return read && JSON.stringify(read.data);
  } catch {
    return undefined;
  }
}

/** What is read for a stored value; nothing if it is rejected, for which zod throws at some intersections. */
function readOf(schema: z.ZodType, value: unknown): { readonly data: unknown } | undefined {
  try {
    const { success, data } = schema.safeParse(value);
    return success ? { data } : undefined;
  } catch {
    return undefined;
  }
}

const A = z.object({ a: z.string() });

const CARD = z.object({ type: z.literal("card"), last4: z.string() });
const INVOICE = z.object({ type: z.literal("invoice"), due: z.string() });
const payment = (...options: readonly [typeof CARD | typeof INVOICE, ...z.ZodObject[]]) =>
  z.object({ payment: z.discriminatedUnion("type", options as never) });

describe("a change", () => {
  const safe: readonly [string, z.ZodType, z.ZodType][] = [
    ["of a description", A, z.object({ a: z.string().describe("A.") }).describe("B.")],
    ["of nothing", A, z.object({ a: z.string() })],
    ["that adds an optional property", A, A.extend({ b: z.string().optional() })],
    ["that adds a property with a default", A, A.extend({ b: z.string().default("x") })],
    ["that adds a property with a prefault", A, A.extend({ b: z.string().prefault("x") })],
    ["that removes a property", A.extend({ b: z.string() }), A],
    ["that makes a property optional", A, A.partial()],
    ["that gives a property a default", A, z.object({ a: z.string().default("x") })],
    ["that makes a property nullable", A, z.object({ a: z.string().nullable() })],
    ["from a default to an optional", z.object({ a: z.string().default("x") }), A.partial()],
    ["to a loose object", A, z.looseObject({ a: z.string() })],
    ["from a strict object", z.strictObject({ a: z.string() }), A],
    ["that adds a member to an enum", z.enum(["a"]), z.enum(["a", "b"])],
    ["from an enum to a string", z.enum(["a"]), z.string()],
    ["from an enum to a bounded string", z.enum(["a", "bc"]), z.string().min(1).max(2)],
    ["from an enum to a pattern", z.enum(["a", "bc"]), z.string().regex(/^[a-z]+$/)],
    ["from a number to integers", z.literal([1, 4]), z.int().min(1).max(4)],
    ["from a UUID to a bounded string", z.uuid(), z.string().min(1).max(40)],
    ["from a pattern to a bounded string", z.string().regex(/^\w{2,8}$/), z.string().min(1).max(8)],
    ["of a bound of integers", z.int().positive(), z.int().min(1)],
    ["to a step that divides the old one", z.number().multipleOf(10), z.number().multipleOf(5)],
    [
      "of an element of a tuple",
      z.tuple([z.string(), z.int()], z.int()),
      z.tuple([z.string().nullable(), z.int()], z.number()),
    ],
    [
      "from a record of some keys to one of all",
      z.partialRecord(z.enum(["a"]), z.string()),
      z.record(z.string(), z.string()),
    ],
    [
      "of further keys of a partial record",
      z.record(z.enum(["a"]), z.string()),
      z.partialRecord(z.enum(["a", "b"]), z.string()),
    ],
    ["from a literal to an enum", z.literal("a"), z.enum(["a", "b"])],
    ["from a boolean to its literals", z.boolean(), z.literal([true, false])],
    [
      "that adds an option to a union",
      z.union([z.string(), z.null()]),
      z.union([z.string(), z.number(), z.null()]),
    ],
    ["from a type to a union", z.string(), z.union([z.number(), z.string()])],
    ["from a union to a nullable", z.union([z.string(), z.null()]), z.string().nullable()],
    ["that removes a check", z.string().min(2).max(3), z.string().max(3)],
    ["that widens lengths", z.string().min(2).max(3), z.string().min(1).max(4)],
    ["from a length to bounds", z.string().length(3), z.string().min(1).max(4)],
    ["from a format to a string", z.uuid(), z.string()],
    ["that widens numbers", z.number().min(1).max(2), z.number().min(0).max(3)],
    ["that includes a bound", z.number().gt(1), z.number().min(1)],
    ["from integers to numbers", z.int(), z.number()],
    ["that lets an array be longer", z.array(z.string()).max(2), z.array(z.string()).max(3)],
    ["to a catch", z.string(), z.number().catch(1)],
    ["to a readonly", A, A.readonly()],
    ["of a record's values", z.record(z.string(), z.int()), z.record(z.string(), z.number())],
    ["to anything", A, z.unknown()],
    ["of a property to anything", A, z.object({ a: z.any() })],
    ["from one word for anything to the other", z.any(), z.unknown()],
    ["to a union with anything", z.unknown(), z.union([z.string(), z.unknown()])],
    [
      "that gives anything a default",
      z.object({ a: z.unknown() }),
      z.object({ a: z.unknown().default(1) }),
    ],
    [
      "that names a property of a loose object, whatever it is",
      z.looseObject({}),
      z.looseObject({ a: z.unknown().optional() }),
    ],
    ["that no longer refines", z.string().refine((text) => text !== "x"), z.string()],
  ];
  test.each(safe)("%s is safe for stored data", (_, before, after) => {
    expect(between(before, after)).toBeUndefined();
  });

  const breaking: readonly [string, z.ZodType, z.ZodType][] = [
    ["b is required", A, A.extend({ b: z.string() })],
    ["b is required", A, A.extend({ b: z.string().nullable() })],
    ["a is required", A.partial(), A],
    ["value accepts no other properties", A, z.strictObject({ a: z.string() })],
    ['payment is not accepted with "invoice" as `type`', payment(CARD, INVOICE), payment(CARD)],
    [
      "payment.country is required",
      payment(CARD, INVOICE),
      payment(INVOICE, CARD.extend({ country: z.string() })),
    ],
    ["value accepts fewer other properties", A, A.catchall(z.number())],
    ['value accepts only "a", "b"', z.string(), z.enum(["a", "b"])],
    ['value cannot be "bc"', z.enum(["a", "bc"]), z.string().max(1)],
    ["value cannot be 5", z.literal([1, 5]), z.int().max(4)],
    ["value needs at least 1 character", z.string().regex(/^\w*$/), z.string().min(1)],
    ["value accepts at most 8 characters", z.string().regex(/^\w{2,9}$/), z.string().max(8)],
    ["value must be 1 or more", z.number().positive(), z.number().min(1)],
    ["value must be more than 0", z.int().min(0), z.int().positive()],
    ["value must be a multiple of 10", z.number().multipleOf(5), z.number().multipleOf(10)],
    ["[1] must be a whole number", z.tuple([z.int(), z.number()]), z.tuple([z.int(), z.int()])],
    ["value accepts no further elements", z.tuple([z.int()], z.int()), z.tuple([z.int()])],
    [
      "value accepts other keys",
      z.partialRecord(z.enum(["a"]), z.string()),
      z.record(z.enum(["a"]), z.string()),
    ],
    ["a is required", z.object({ a: z.string().default("x") }), A],
    ["a cannot be null", z.object({ a: z.string().nullable() }), A],
    ["a has another type", A, z.object({ a: z.number() })],
    ["a has another type", A, z.object({ a: z.array(z.string()) })],
    ["b is an unknown property", A.extend({ b: z.string() }), z.strictObject({ a: z.string() })],
    [
      "value accepts no other properties",
      z.looseObject({ a: z.string() }),
      z.strictObject({ a: z.string() }),
    ],
    [
      "b has a type that was not checked before",
      z.looseObject({ a: z.string() }),
      A.extend({ b: z.string().optional() }),
    ],
    ["value has a type that was not checked before", z.unknown(), A],
    ["a has a type that was not checked before", z.object({ a: z.any() }), A],
    [
      "a has a type that was not checked before",
      z.object({ a: z.unknown() }),
      z.object({ a: z.json() }),
    ],
    ["a is required", A.partial(), z.object({ a: z.unknown() })],
    ["value accepts fewer other properties", z.looseObject({}), z.object({}).catchall(z.string())],
    ["[] has another type", z.object({}).catchall(z.string()), z.object({}).catchall(z.number())],
    ['value cannot be "b"', z.enum(["a", "b"]), z.enum(["a"])],
    ['value cannot be "a"', z.enum(["a"]), z.number()],
    ["value cannot be false", z.boolean(), z.literal(true)],
    ["value has another type", z.union([z.string(), z.number()]), z.string()],
    [
      "value has a type that no option of the union accepts",
      z.object({ a: z.string() }),
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("a").default("a") }),
        z.object({ kind: z.literal("b").optional() }),
      ]),
    ],
    [
      "value has a type that no option of the union accepts",
      z.string(),
      z.union([z.number(), z.null()]),
    ],
    ["value needs at least 2 characters", z.string(), z.string().min(2)],
    ["value needs at least 3 characters", z.string().min(2), z.string().min(3)],
    ["value accepts at most 3 characters", z.string(), z.string().max(3)],
    ["value accepts at most 3 characters", z.string().max(4), z.string().max(3)],
    ["value is checked for `uuid`", z.string(), z.uuid()],
    ["value is checked for `regex`", z.string(), z.string().regex(/^a/)],
    ["value is checked for `length_equals`", z.string().min(3).max(3), z.string().length(3)],
    ["value is changed or checked differently", z.string(), z.string().trim()],
    ["value must be a whole number", z.number(), z.int()],
    ["value must be 1 or more", z.number(), z.number().min(1)],
    ["value must be more than 1", z.number().min(1), z.number().gt(1)],
    ["value must be 1 or less", z.number().max(2), z.number().max(1)],
    ["value must be a multiple of 2", z.number(), z.number().multipleOf(2)],
    ["value needs at least 1 element", z.array(z.string()), z.array(z.string()).min(1)],
    ["value accepts at most 1 element", z.array(z.string()), z.array(z.string()).max(1)],
    [
      "a.[] has another type",
      z.object({ a: z.array(z.string()) }),
      z.object({ a: z.array(z.number()) }),
    ],
    [
      "value is a tuple of another length",
      z.tuple([z.string()]),
      z.tuple([z.string(), z.string()]),
    ],
    [
      "value accepts other keys",
      z.record(z.string(), z.string()),
      z.record(z.enum(["a"]), z.string()),
    ],
    ["value has another type", z.record(z.string(), z.string()), A],
    [
      "value is checked by code that did not check it before",
      z.string(),
      z.string().refine(() => true),
    ],
  ];
  test.each(breaking)("breaks stored data: %s", (reason, before, after) => {
    expect(between(before, after)).toBe(reason);
  });

  test("of a recursive type is found inside it, and the search ends", () => {
    const tree = (leaf: z.ZodType) => {
      const node: z.ZodType = z.object({
        leaf,
        get children() {
          return z.array(node);
        },
      });
      return node;
    };
    expect(between(tree(z.string()), tree(z.string().nullable()))).toBeUndefined();
    expect(between(tree(z.string()), tree(z.number()))).toBe("leaf has another type");
  });
});

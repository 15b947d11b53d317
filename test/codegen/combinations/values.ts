import fc from "fast-check";

/** A value as the author of a Worker writes it, in the text of TypeScript. */
export interface Written {
  /** The argument of a write; nothing if it is left out. */
  readonly given: string | undefined;
  /** What a read returns. */
  readonly read: string;
  /** What is stored, from which a read makes the value. */
  readonly stored: string;
}

/** A type as the author of a schema writes it, with some values of it. */
export interface WrittenType {
  readonly schema: string;
  readonly values: readonly Written[];
}

/** A field of an object. */
interface Field extends WrittenType {
  readonly name: string;
  /** Whether it can be part of a pointer's key. */
  readonly isKeyed?: true;
  /** The ways to fields in it that can. */
  readonly keyedIn?: readonly string[];
}

export const ISO = '"2026-01-02T03:04:05.000Z"';

export const DATE_CODEC =
  "z.codec(z.iso.datetime({ precision: 3 }).max(24), z.date(), " +
  "{ decode: (text) => new Date(text), encode: (date) => date.toISOString() })";

export function same(...values: readonly string[]): readonly Written[] {
  return values.map((value) => ({ given: value, read: value, stored: value }));
}

export const absent: Written = { given: undefined, read: "undefined", stored: "undefined" };

const FIELDS: readonly Field[] = [
  { name: "name", schema: "z.string().max(20)", values: same('"Ann"', '"B:%/ö"'), isKeyed: true },
  {
    name: "team",
    schema: "z.string().max(9).optional()",
    values: [...same('"red"'), absent],
    isKeyed: true,
  },
  {
    name: "level",
    schema: 'z.enum(["low", "high"]).nullable()',
    values: same('"low"', "null"),
    isKeyed: true,
  },
  { name: "score", schema: "z.int().min(-9).max(999)", values: same("-3", "12"), isKeyed: true },
  { name: "isOpen", schema: "z.boolean()", values: same("true", "false"), isKeyed: true },
  { name: "ref", schema: "z.uuid().exactOptional()", values: [absent], isKeyed: true },
  {
    name: "email",
    schema: "z.string().toLowerCase().max(40)",
    values: [{ given: '"Ann@A.org"', read: '"ann@a.org"', stored: '"ann@a.org"' }],
    isKeyed: true,
  },
  {
    name: "home",
    schema:
      "z.object({ city: z.string().max(9), at: z.object({ floor: z.int().min(-9).max(99) }).nullish() })",
    values: same('{ city: "A:%", at: { floor: -3 } }', '{ city: "b", at: null }', '{ city: "c" }'),
    keyedIn: ["home.city", "home.at.floor"],
  },
  {
    name: "work",
    schema: "z.object({ city: z.enum(['x', 'y']) }).readonly().optional()",
    values: [...same('{ city: "x" }'), absent],
    keyedIn: ["work.city"],
  },
  {
    name: "tags",
    schema: "z.array(z.string()).default([])",
    values: [{ given: undefined, read: "[]", stored: "[]" }, ...same('["a", "b"]')],
  },
  {
    name: "since",
    schema: DATE_CODEC,
    values: [{ given: `new Date(${ISO})`, read: `new Date(${ISO})`, stored: ISO }],
  },
  {
    name: "shouted",
    schema: "z.string().transform((text) => text.toUpperCase()).pipe(z.string())",
    values: [{ given: '"ho"', read: '"HO"', stored: '"ho"' }],
  },
  {
    name: "even",
    schema: "z.number().refine((count) => count % 2 === 0)",
    values: same("2", "0"),
  },
  { name: "fixed", schema: 'z.string().catch("none")', values: same('"some"') },
  { name: "rows", schema: "z.array(z.int()).readonly()", values: same("[]", "[1, 2]") },
  {
    name: "more",
    schema: "z.object({ id: z.string().optional() }).nullish()",
    values: [absent, ...same("null", '{ id: "a" }')],
  },
  { name: "counts", schema: "z.record(z.string(), z.int())", values: same("{}", '{ "a b": 1 }') },
];

/** The fields at which a record can expire. */
const EXPIRIES: Readonly<Record<string, Field>> = {
  until: {
    name: "until",
    schema: "z.iso.datetime()",
    values: same('"2036-01-01T00:00:00.000Z"'),
  },
  untilSeconds: { name: "untilSeconds", schema: "z.int()", values: same("2090000000") },
};

export const EXPIRY_FIELDS = Object.keys(EXPIRIES);

const MAKERS = ["z.object", "z.object", "z.strictObject", "z.looseObject"];
const WRAPPERS = ["", "", "", ".readonly()", ".refine(() => true)"];

/** Types of objects. Fields whose values keys may contain are listed for pointers. */
export interface WrittenObject extends WrittenType {
  readonly keyed: readonly string[];
}

/** @param expiry the field of {@link EXPIRY_FIELDS} that it has, if any. */
export function objects(expiry: string | undefined): fc.Arbitrary<WrittenObject> {
  return fc
    .record({
      fields: fc.uniqueArray(fc.constantFrom(...FIELDS), {
        selector: ({ name }) => name,
        maxLength: 5,
      }),
      make: fc.constantFrom(...MAKERS),
      wrap: fc.constantFrom(...WRAPPERS),
    })
    .map(({ fields, make, wrap }): WrittenObject => {
      const last = expiry === undefined ? undefined : EXPIRIES[expiry];
      const all = last === undefined ? fields : [...fields, last];
      const schema = `${make}({ ${all.map(({ name, schema }) => `${name}: ${schema}`).join(", ")} })${wrap}`;
      // Except for codecs, a write accepts everything in the form that a read returns.
      const form = fields.some(({ name }) => name === "since") ? "read" : "given";
      const values = [0, 1, 2].map((at): Written => {
        const of = (form: keyof Written) =>
          `{ ${all.flatMap(({ name, values }) => memberOf(name, values[at % values.length]?.[form])).join(", ")} }`;
        return { given: of(form), read: of("read"), stored: of("stored") };
      });
      const keyed = fields.flatMap(({ name, isKeyed, keyedIn = [] }) =>
        isKeyed ? [name, ...keyedIn] : keyedIn,
      );
      return { schema, values, keyed };
    });
}

function memberOf(name: string, text: string | undefined): readonly string[] {
  return text === undefined || text === "undefined" ? [] : [`${name}: ${text}`];
}

const SCALARS: readonly WrittenType[] = [
  { schema: "z.string()", values: same('"a"', '""', '"ü😀"') },
  { schema: "z.number()", values: same("1.5", "-0.25") },
  { schema: "z.boolean()", values: same("false", "true") },
  { schema: "z.string().nullable()", values: same('"a"', "null") },
  { schema: "z.array(z.string())", values: same("[]", '["a"]') },
  { schema: "z.tuple([z.string(), z.int()])", values: same('["a", 1]') },
  { schema: "z.record(z.string(), z.array(z.int()))", values: same("{}", "{ a: [1] }") },
  { schema: "z.union([z.string(), z.object({ a: z.int() })])", values: same('"a"', "{ a: 1 }") },
  {
    schema:
      'z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b"), n: z.int().default(1) })])',
    values: [
      ...same('{ kind: "a" }'),
      { given: '{ kind: "b" }', read: '{ kind: "b", n: 1 }', stored: '{ kind: "b", n: 1 }' },
    ],
  },
  {
    schema: DATE_CODEC,
    values: [{ given: `new Date(${ISO})`, read: `new Date(${ISO})`, stored: ISO }],
  },
  {
    schema: 'z.string().default("new")',
    values: [{ given: "undefined", read: '"new"', stored: '"new"' }, ...same('"a"')],
  },
  {
    schema: "z.object({ a: z.int(), b: z.int().optional() }).default({ a: 1 })",
    values: [
      { given: "undefined", read: "{ a: 1 }", stored: "{ a: 1 }" },
      ...same("{ a: 2, b: 3 }"),
    ],
  },
  {
    schema: "z.string().transform((text) => text.length).pipe(z.int())",
    values: [{ given: '"abc"', read: "3", stored: '"abc"' }],
  },
  {
    schema: "z.intersection(z.object({ a: z.string() }), z.object({ b: z.int().default(2) }))",
    values: [{ given: '{ a: "x" }', read: '{ a: "x", b: 2 }', stored: '{ a: "x", b: 2 }' }],
  },
  {
    schema: "z.codec(z.string(), z.bigint(), { decode: (text) => BigInt(text), encode: String })",
    values: [{ given: "12n", read: "12n", stored: '"12"' }],
  },
  { schema: 'z.literal(["a", 1, null])', values: same("1", '"a"', "null") },
  { schema: "z.json()", values: same("{ a: [1, null] }", '"a"') },
  { schema: "z.array(z.number()).refine((all) => all.length < 9)", values: same("[1]", "[]") },
];

/** Values of any type that JSON has a form for. */
export const scalars = fc.constantFrom(...SCALARS);

/** Values that are stored as text. */
export const textValues = fc.constantFrom<WrittenType>(
  { schema: "z.string()", values: same('"a"', '""', '"ü😀"') },
  { schema: "z.string().max(9).readonly()", values: same('"a"', '"b"') },
  { schema: 'z.enum(["on", "off"])', values: same('"on"', '"off"') },
);

export const bytesValues: WrittenType = {
  schema: "",
  values: same("new Uint8Array([1, 2, 3])", "new Uint8Array()", "new Uint8Array([255])"),
};

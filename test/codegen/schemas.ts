import fc from "fast-check";
import { z } from "zod";
import { absenceOf } from "../../codegen/absence.ts";
import { authored } from "./authored-schemas.ts";
import { isSupported, modelOf } from "./compile-validator.ts";
import { leaves } from "./leaf-schemas.ts";
import { piped } from "./piped-schemas.ts";
import { propertyNames, type Sample, texts } from "./sample.ts";
import { required, wrapped } from "./wrapped-schemas.ts";

/** Random schemas of every kind that can be compiled. */
export const samples: fc.Arbitrary<Sample> = fc.letrec<{ any: Sample; object: Sample }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    leaves,
    piped,
    tie("object"),
    arrays(tie("any")),
    tuples(tie("any")),
    records(tie("any")),
    unions(tie("any")),
    discriminated(tie("any")),
    wrapped(tie("any")),
    recursive(tie("any")),
    required(tie("any")),
    intersections(tie("any"), tie("object")),
    authored(tie("any")),
  ),
  object: objects(tie("any")),
})).any;

function objects(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc
    .tuple(
      fc.uniqueArray(fc.tuple(propertyNames, parts), {
        selector: ([name]) => name,
        maxLength: 4,
      }),
      fc.constantFrom("strip", "strict", "loose", "catchall"),
      parts,
      fc.nat(9),
    )
    .map(([properties, unknown, others, chance]): Sample => {
      const shape = Object.fromEntries(properties.map(([name, { schema }]) => [name, schema]));
      const make = {
        strip: z.object,
        strict: z.strictObject,
        loose: z.looseObject,
        catchall: (shape: z.ZodRawShape) => z.object(shape).catchall(others.schema),
      }[unknown];
      const exact = properties.flatMap(([name, { schema }]) => {
        const property = z.object({ [name]: schema.exactOptional() });
        return chance === 1 && isSupported(property) ? [[name, schema.exactOptional()]] : [];
      });
      const object = make({ ...shape, ...Object.fromEntries(exact) });
      const schema = chance === 0 ? make(shape).partial() : object;
      return { schema, values: objectValues(properties, others.values) };
    });
}

/** Objects with their keys in any order, some left out, and at times a key that is not declared. */
function objectValues(
  properties: readonly (readonly [string, Sample])[],
  others: fc.Arbitrary<unknown> = fc.jsonValue(),
): fc.Arbitrary<unknown> {
  const entries = properties.map(([name, { values }]) =>
    fc.tuple(fc.constant(name), values, fc.nat(9)),
  );
  return fc
    .tuple(fc.tuple(...entries), fc.option(fc.tuple(propertyNames, others), { freq: 4 }))
    .chain(([entries, extra]) => {
      const present = entries.filter(([, , chance]) => chance > 0);
      const pairs = present.map(([name, value]) => [name, value] as const);
      const all = extra === null ? pairs : [extra, ...pairs];
      return fc.shuffledSubarray(all, { minLength: all.length });
    })
    .map((pairs) => Object.fromEntries(pairs));
}

function arrays(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc
    .tuple(parts, fc.nat(2), fc.nat(3))
    .chain(([{ schema, values }, from, more]) =>
      fc
        .constantFrom(
          z.array(schema),
          z.array(schema).min(from),
          z.array(schema).max(from + more),
          z.array(schema).length(from),
          z.array(schema).min(from, { abort: true }),
        )
        .map((array) => ({ schema: array, values: fc.array(values, { maxLength: 4 }) })),
    );
}

/** JSON cannot leave out an item, so the schema language rejects optional ones. */
function isNotOptional({ schema }: Sample): boolean {
  return absenceOf(modelOf(schema), new Map()).output === "required";
}

function tuples(any: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  const parts = any.filter(isNotOptional);
  return fc
    .tuple(fc.array(parts, { minLength: 1, maxLength: 3 }), fc.option(parts))
    .map(([items, rest]) => {
      const [first, ...others] = items.map(({ schema }) => schema);
      const schemas: [z.ZodType, ...z.ZodType[]] = [first ?? z.null(), ...others];
      const schema = rest === null ? z.tuple(schemas) : z.tuple(schemas, rest.schema);
      const values = fc
        .tuple(
          fc.tuple(...items.map(({ values }) => values)),
          fc.array(rest === null ? fc.constant(1) : rest.values, { maxLength: 2 }),
          fc.nat(4),
        )
        .map(([items, more, kept]) => [...items, ...(kept > 1 ? more : [])].slice(0, kept));
      return { schema, values };
    });
}

function records(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  const keys = fc.constantFrom(
    z.string(),
    z.string().min(2),
    z.string().max(3).lowercase(),
    z.enum(["a", "b"]),
    z.enum(["a", "__proto__"]),
    z.literal(["id", "0"]),
    z.union([z.literal("a"), z.enum(["b", "0"])]),
    z.int(),
  );
  const makers = fc.constantFrom<(key: never, value: z.ZodType) => z.ZodType>(
    z.record,
    z.partialRecord,
    z.looseRecord,
  );
  return fc.tuple(keys, parts, makers).map(([key, { schema, values }, make]) => ({
    schema: make(key as never, schema),
    values: fc
      .array(fc.tuple(fc.oneof(propertyNames, texts), values), { maxLength: 3 })
      .chain((extra) =>
        fc
          .tuple(fc.constant(extra), values, values, fc.nat(3))
          .map(([extra, first, second, chance]) =>
            Object.fromEntries([["a", first], ["b", second], ...extra].slice(chance === 0 ? 1 : 0)),
          ),
      ),
  }));
}

function unions(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.array(parts, { minLength: 1, maxLength: 3 }).map((options) => {
    const [first, ...others] = options.map(({ schema }) => schema);
    return {
      schema: z.union([first ?? z.null(), ...others]),
      values: fc.oneof(...options.map(({ values }) => values)),
    };
  });
}

function discriminated(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  const tags = fc.constantFrom<readonly [z.ZodType, readonly unknown[]][]>(
    [
      [z.literal("a"), ["a"]],
      [z.literal(["b", 1]), ["b", 1]],
    ],
    [
      [z.enum(["a", "b"]).optional(), ["a", "b", undefined]],
      [z.null(), [null]],
    ],
    [
      [z.literal("a").default("a"), ["a", undefined]],
      [z.literal(true).optional(), [true, undefined]],
      [z.literal("c").nullable(), ["c", null]],
    ],
  );
  return fc.tuple(tags, fc.array(parts, { minLength: 3, maxLength: 3 })).map(([tags, parts]) => {
    const options = tags.map(([tag], index) =>
      z.object({ kind: tag, part: parts[index]?.schema ?? z.null() }),
    );
    const [first, ...others] = options;
    const values = tags.map(([, allowed], index) =>
      fc
        .tuple(fc.constantFrom(...allowed, "other"), parts[index]?.values ?? fc.constant(null))
        .map(([kind, part]) => (kind === undefined ? { part } : { part, kind })),
    );
    return {
      schema: z.discriminatedUnion("kind", [first as (typeof options)[number], ...others] as never),
      values: fc.oneof(...values),
    };
  });
}

/** Two types at once whose results zod can merge into one value. */
function intersections(
  any: fc.Arbitrary<Sample>,
  object: fc.Arbitrary<Sample>,
): fc.Arbitrary<Sample> {
  const of = (left: fc.Arbitrary<Sample>, right: fc.Arbitrary<Sample>) =>
    fc.tuple(left, right).map(([left, right]) => ({
      schema: z.intersection(left.schema, right.schema),
      values: fc
        .tuple(left.values, right.values)
        .map(([one, other]) => (isObject(one) && isObject(other) ? together(one, other) : one)),
    }));
  return fc.oneof(of(object, object), of(object, records(any)), of(any, any));
}

/** As entries: an assignment would make a prototype of what is called `__proto__`. */
function together(one: object, other: object): object {
  return Object.fromEntries([...Object.entries(one), ...Object.entries(other)]);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recursive(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return parts.map(({ schema, values }) => {
    const node = z.object({
      part: schema,
      get children() {
        return z.array(node).optional();
      },
    });
    const nodes = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.record(
        { part: values, children: fc.array(tie("node"), { maxLength: 2 }) },
        { requiredKeys: ["part"] },
      ),
    })).node;
    return { schema: node, values: nodes };
  });
}

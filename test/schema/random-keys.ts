import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import { compileKey } from "../../schema/compile/key.ts";
import { type ParamSchema, param } from "../../schema/param.ts";
import type { DefinitionProblem } from "../../schema/problem.ts";
import { keySpecOf, type Params } from "../../schema/seed/key-spec.ts";
import { KeyloomError } from "../../src/runtime/error.ts";
import type { KeySpec } from "../../src/runtime/key-spec.ts";
import { REPO } from "../project.ts";

/** The modules of custom codecs are beside it. */
const SCHEMA_FILE = join(REPO, "test/fixtures/shop/keyloom.schema.ts");

/** A parameter's schema, and the values that it takes. */
export interface RandomParam {
  readonly schema: ParamSchema | undefined;
  readonly values: fc.Arbitrary<unknown>;
}

/** Texts of all sorts, most of them with what could be mistaken for a part of the key. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.string({
    unit: fc.constantFrom(":", "%", "/", ".", "-", "2", "F", "3", "A", "é", "\u{1F600}", "\n", "{"),
    minLength: 1,
    maxLength: 12,
  }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
);

const dates = fc.date({
  min: new Date("0000-01-01T00:00:00.000Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

/** Integers between bounds of any width, negative ones included. */
export const integers: fc.Arbitrary<RandomParam> = fc
  .tuple(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.nat(15), fc.nat(15))
  .map(([a, b, cutA, cutB]) => {
    // `+ 0` makes a plain zero of a negative one.
    const bounds = [Math.trunc(a / 10 ** cutA) + 0, Math.trunc(b / 10 ** cutB) + 0] as const;
    const [min, max] = [Math.min(...bounds), Math.max(...bounds)];
    return {
      schema: z.int().min(min).max(max),
      values: fc
        .oneof(fc.maxSafeInteger(), fc.integer({ min: -9, max: 9 }))
        .map((value) => Math.min(max, Math.max(min, value))),
    };
  });

const unpadded: fc.Arbitrary<RandomParam> = integers.map(({ schema, values }) => ({
  schema: param.unpadded(schema as z.ZodInt),
  values,
}));

const enums: fc.Arbitrary<RandomParam> = fc
  .uniqueArray(fc.stringMatching(/^[a-z0-9]{1,3}$/), { minLength: 1, maxLength: 4 })
  .map((values) => ({ schema: z.enum(values), values: fc.constantFrom(...values) }));

const uuids = fc
  .tuple(fc.uuid({ version: 4 }), fc.boolean())
  .map(([uuid, upper]) => (upper ? uuid.toUpperCase() : uuid));

/** Parameters of every codec. */
export const randomParams: fc.Arbitrary<RandomParam> = fc.oneof(
  fc.constant({ schema: undefined, values: texts }),
  fc.constant({ schema: z.string().max(24), values: texts }),
  fc.constant({ schema: z.uuid(), values: uuids }),
  fc.constant({ schema: z.boolean(), values: fc.boolean() }),
  fc.constant({ schema: z.date(), values: dates }),
  fc.constant({
    schema: param.custom({ from: "./country.ts", name: "country", maxBytes: 2 }),
    values: fc.stringMatching(/^[A-Z]{2}$/).map((code) => ({ code })),
  }),
  integers,
  unpadded,
  enums,
);

/** A key template with its parameters, and random values for them. */
export interface RandomTemplate {
  readonly template: string;
  readonly schemas: Readonly<Record<string, ParamSchema | undefined>>;
  /** The parameters' names, in the template's order. */
  readonly names: readonly string[];
  readonly params: fc.Arbitrary<Params>;
}

/** Templates with at least one parameter, out of these parts. */
export function templatesOf(parts: {
  readonly heads: readonly string[];
  readonly separators: readonly string[];
  readonly tails: readonly string[];
  readonly params: fc.Arbitrary<RandomParam>;
  readonly maxParams: number;
}): fc.Arbitrary<RandomTemplate> {
  const step = fc.record({ param: parts.params, separator: fc.constantFrom(...parts.separators) });
  return fc
    .record({
      head: fc.constantFrom(...parts.heads),
      steps: fc.array(step, { minLength: 1, maxLength: parts.maxParams }),
      tail: fc.constantFrom(...parts.tails),
      rest: fc.option(fc.constantFrom(param.rest(), param.rest(z.string().max(24)))),
    })
    .map(({ head, steps: given, tail, rest }) => {
      const last = { param: { schema: rest ?? undefined, values: texts }, separator: ":" };
      const steps = tail === "" && rest !== null ? [...given.slice(1), last] : given;
      const holes = steps.map(
        ({ separator }, index) => `${index === 0 ? "" : separator}{p${index}}`,
      );
      const entries = steps.map(({ param }, index) => [`p${index}`, param] as const);
      return {
        template: head + holes.join("") + tail,
        schemas: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
        names: entries.map(([name]) => name),
        params: fc.record(Object.fromEntries(entries.map(([name, { values }]) => [name, values]))),
      };
    });
}

/** Templates of all sorts. */
export const templates: fc.Arbitrary<RandomTemplate> = templatesOf({
  heads: ["", "k:", "😀:", "a.b/", "$"],
  separators: [":", "/", ".", "-x-", ":literal:", "_", "^", "]"],
  tails: ["", ":end", ".json", "\\"],
  params: randomParams,
  maxParams: 4,
});

/** The keys of a template, as seeds build them. */
export async function specOf({ template, schemas }: RandomTemplate): Promise<KeySpec<Params>> {
  const problems: DefinitionProblem[] = [];
  const key = compileKey(template, schemas, ":", problems);
  expect(problems).toEqual([]);
  if (key === undefined) throw new Error(`${template} does not compile`);
  return keySpecOf("TEST.random", key, schemas, SCHEMA_FILE);
}

/** Random templates, each with a number of random parameters. */
export function withParams(
  count: number,
): fc.Arbitrary<readonly [RandomTemplate, ...(readonly Params[])]> {
  return templates.chain((template) =>
    fc
      .array(template.params, { minLength: count, maxLength: count })
      .map((params) => [template, ...params] as const),
  );
}

/** The first few parameters of a template. */
export function leading({ names }: RandomTemplate, params: Params, count: number): Params {
  return Object.fromEntries(names.slice(0, count).map((name) => [name, params[name]]));
}

export function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The code of the error that a call throws. */
export function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof KeyloomError) return error.code;
    throw error;
  }
  return undefined;
}

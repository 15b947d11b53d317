import fc from "fast-check";
import { z } from "zod";
import { gzip, sealed } from "../../schema/codec.ts";
import { compileModel } from "../../schema/compile/model.ts";
import { type CollectionDefinition, collection, type KvOptions } from "../../schema/define.ts";
import { METHODS } from "../../schema/method-names.ts";
import type { Model, ValueCodec } from "../../schema/model.ts";
import type { ParamSchema } from "../../schema/param.ts";
import { ttl } from "../../schema/ttl.ts";
import { samples } from "./schemas.ts";

const names = fc.constantFrom(
  ...[
    "a",
    "A",
    "ab",
    "aB",
    "user",
    "userParams",
    "user_params",
    "class",
    "env",
    "keyloom",
    "_",
    "$1",
  ],
  ...["promise", "record", "items", "part", "spec", "key", "userKey", "json", "issue"],
  ...["secret", "gzip", "sealed", "stream", "readableStream"],
);

const bindings = fc.constantFrom("CACHE", "cache", "A", "USER", "KV_1", "KV1", "_");

const params = fc.constantFrom(
  "id",
  "class",
  "key",
  "match",
  "input",
  "issues",
  "SPECIAL",
  "kvKey",
);

const paramSchemas = fc.constantFrom<ParamSchema | undefined>(
  undefined,
  z.string().max(9),
  z.uuid(),
  z.enum(["a", "b'", '"']),
  z.int().min(-5).max(5),
  z.boolean(),
  z.date(),
);

const ttls = fc.constantFrom(
  ttl.none("a reason"),
  ttl.fixed("1h"),
  ttl.default("1h", { max: "7d" }),
  ttl.required({ min: "5m" }),
);

const codecs = fc.constantFrom<ValueCodec>(
  "json",
  gzip("json"),
  sealed("json", { secret: "KEYS" }),
  sealed(gzip("json"), { secret: "$1_KEYS" }),
);

const collections: fc.Arbitrary<CollectionDefinition> = fc
  .record({
    params: fc.uniqueArray(fc.tuple(params, paramSchemas), {
      selector: ([name]) => name,
      maxLength: 4,
    }),
    value: samples,
    metadata: fc.option(samples),
    codec: codecs,
    ttl: ttls,
    methods: fc.option(fc.subarray([...METHODS])),
    description: fc.option(fc.constantFrom("*/", "Two\nlines", `${"a word ".repeat(20)}end.`)),
  })
  .map(({ params, value, metadata, codec, ttl, methods, description }) =>
    collection({
      key: ["key", ...params.map(([name]) => `{${name}}`)].join(":"),
      params: Object.fromEntries(params.filter(([, schema]) => schema !== undefined)) as object,
      value: value.schema,
      ...(metadata !== null && { metadata: metadata.schema }),
      codec,
      ttl,
      ...(methods !== null && { methods }),
      ...(description !== null && { description }),
    }),
  );

/** The options of a schema, with namespaces and collections as entries in some order. */
export type Entries = readonly (readonly [
  binding: string,
  collections: readonly (readonly [name: string, definition: CollectionDefinition])[],
])[];

export const definitions: fc.Arbitrary<Entries> = fc.uniqueArray(
  fc.tuple(
    bindings,
    fc.uniqueArray(fc.tuple(names, collections), { selector: ([name]) => name, maxLength: 3 }),
  ),
  { selector: ([binding]) => binding, minLength: 1, maxLength: 2 },
);

/** The same definition with its namespaces and collections in other orders. */
export function shuffled(entries: Entries): fc.Arbitrary<Entries> {
  return fc
    .tuple(
      ...entries.map(([binding, collections]) =>
        fc
          .shuffledSubarray([...collections], { minLength: collections.length })
          .map((collections) => [binding, collections] as const),
      ),
    )
    .chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }));
}

/** Compiles a definition to its model, whatever the checks say of it. */
export function modelFor(entries: Entries): Model {
  const options: KvOptions = {
    output: "./kv.gen.ts",
    namespaces: Object.fromEntries(
      entries.map(([binding, collections]) => [
        binding,
        { title: binding, collections: Object.fromEntries(collections) },
      ]),
    ),
  };
  return compileModel(options, []);
}

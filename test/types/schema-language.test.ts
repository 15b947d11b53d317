import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import {
  assets,
  collection,
  defineKv,
  gzip,
  type KvDefinition,
  param,
  sealed,
  stored,
  ttl,
} from "../../schema/index.ts";
import type { ParamName } from "../../schema/template.ts";
import type { Duration } from "../../src/runtime/duration.ts";

// The compiler of TypeScript is what tests here: `npm run typecheck` fails where a line that is
// marked as an error is none, or the reverse.

const value = z.object({ enabled: z.boolean(), note: z.string().default("") });
const policy = ttl.fixed("1h");

describe("a key template", () => {
  test("passes the names of its parameters to the types", () => {
    expectTypeOf<ParamName<"session:{userId}:{device}">>().toEqualTypeOf<"userId" | "device">();
    expectTypeOf<ParamName<"{path}">>().toEqualTypeOf<"path">();
    expectTypeOf<ParamName<"settings">>().toEqualTypeOf<never>();
    expectTypeOf<ParamName<"">>().toEqualTypeOf<never>();
    expectTypeOf<ParamName<string>>().toEqualTypeOf<string>();
    expectTypeOf<ParamName<"a:{x}" | "b:{y}">>().toEqualTypeOf<"x" | "y">();
  });

  test("has schemas for its own parameters only", () => {
    collection({ key: "user:{id}", params: { id: z.uuid() }, value, ttl: policy });
    collection({ key: "user:{id}:{device}", params: { id: z.uuid() }, value, ttl: policy });
    collection({ key: "user:{id}", params: {}, value, ttl: policy });
    // @ts-expect-error: the parameter is called `id`.
    collection({ key: "user:{id}", params: { userId: z.uuid() }, value, ttl: policy });
    // @ts-expect-error: one of two names is wrong.
    collection({ key: "user:{id}", params: { id: z.uuid(), ids: z.uuid() }, value, ttl: policy });
    // @ts-expect-error: the template has no parameters.
    collection({ key: "settings", params: { id: z.uuid() }, value, ttl: policy });
  });

  test("may belong to a pointer, and use the key's parameters and the value's fields", () => {
    const user = { key: "user:{id}", value: value.extend({ at: z.int() }), ttl: policy } as const;
    collection({ ...user, pointers: { byNote: "user-note:{note}", byAt: "user-at:{at}:{id}" } });
    collection({ ...user, pointers: { byNote: { key: "n:{note}", onTaken: "replace" } } });
    // @ts-expect-error: it is called `note`.
    collection({ ...user, pointers: { byNote: "user-note:{notes}" } });
    // @ts-expect-error: it is called `note`.
    collection({ ...user, pointers: { byNote: { key: "user-note:{notes}:{id}" } } });
    // @ts-expect-error: a method may be called so.
    collection({ ...user, pointers: { note: "user-note:{note}" } });
    const nested = value.extend({
      at: z.object({ city: z.string().max(9), zip: z.int() }).optional(),
    });
    collection({
      ...user,
      value: nested,
      pointers: { byCity: "u:{at.city}:{id}", byZip: "z:{at.zip}" },
    });
    // @ts-expect-error: there is no such field in the object.
    collection({ ...user, value: nested, pointers: { byCity: "user-city:{at.town}" } });
    // @ts-expect-error: a text has no fields.
    collection({ ...user, value: nested, pointers: { byCity: "user-city:{at.city.name}" } });
    // @ts-expect-error: there is no such object.
    collection({ ...user, value: nested, pointers: { byCity: "user-city:{in.city}" } });
    // @ts-expect-error: it is rejected or replaced.
    collection({ ...user, pointers: { byNote: { key: "n:{note}", onTaken: "ignore" } } });
    // @ts-expect-error: a text has no fields.
    collection({ ...user, value: z.string(), pointers: { byNote: "user-note:{note}" } });
  });

  test("accepts zod types and codecs for parameters", () => {
    const country = param.custom({ from: "./country.ts", name: "country", maxBytes: 2 });
    collection({ key: "price:{country}", params: { country }, value, ttl: policy });
    // @ts-expect-error: a text is no schema.
    collection({ key: "user:{id}", params: { id: "uuid" }, value, ttl: policy });
    collection({ key: "t:{id}", params: { id: param.unpadded(z.int()) }, value, ttl: policy });
    // @ts-expect-error: nothing is padded in a text.
    param.unpadded(z.string());
    // @ts-expect-error: a codec needs its `maxBytes`.
    param.custom({ from: "./country.ts", name: "country" });
  });

  test("may be computed when the schema runs", () => {
    const key: string = ["user", "{id}"].join(":");
    collection({ key, params: { id: z.uuid(), other: z.uuid() }, value, ttl: policy });
  });

  test("of assets is a string", () => {
    assets({ key: "site:{path}", from: "./public" });
    assets({
      key: "site:{path}",
      from: "./public",
      mount: "/static",
      notFound: "404.html",
      cacheControl: { "*.html": "no-cache" },
      precompress: ["br"],
    });
    assets({ key: "site:{path}", from: "./public", cacheControl: "no-cache", precompress: true });
    // @ts-expect-error: there is no such form.
    assets({ key: "site:{path}", from: "./public", precompress: ["zstd"] });
    // @ts-expect-error: seconds are no header.
    assets({ key: "site:{path}", from: "./public", cacheControl: 60 });
    // @ts-expect-error: files have no other value.
    assets({ key: "site:{path}", from: "./public", value });
    assets({ key: "upload:{path}", singlePageApp: "index.html", cleanUrls: true });
    // @ts-expect-error: the key is missing.
    assets({ from: "./public" });
  });
});

describe("a collection", () => {
  test("needs a key, a value and a TTL policy", () => {
    // @ts-expect-error: no TTL policy.
    collection({ key: "user:{id}", value });
    // @ts-expect-error: no value.
    collection({ key: "user:{id}", ttl: policy });
    // @ts-expect-error: no key.
    collection({ value, ttl: policy });
    // @ts-expect-error: there is no such option.
    collection({ key: "user:{id}", value, ttl: policy, seeds: [] });
    // @ts-expect-error: there is no such codec.
    collection({ key: "user:{id}", value: z.string(), ttl: policy, codec: "zip" });
    // @ts-expect-error: a value's type is not a value.
    collection({ key: "user:{id}", value: { enabled: true }, ttl: policy });
  });

  test("has the methods that its options list", () => {
    collection({ key: "user:{id}", value, ttl: policy, methods: ["get", "put", "delete"] });
    // @ts-expect-error: there is no such method.
    collection({ key: "user:{id}", value, ttl: policy, methods: ["read"] });
  });

  test("has a fallback of its value's type", () => {
    collection({ key: "flag", value, ttl: policy, fallback: { enabled: false, note: "" } });
    collection({ key: "flag", value: z.int(), ttl: policy, fallback: 0 });
    // @ts-expect-error: the result of a read has the default filled in.
    collection({ key: "flag", value, ttl: policy, fallback: { enabled: false } });
    // @ts-expect-error: a text is no boolean.
    collection({ key: "flag", value, ttl: policy, fallback: { enabled: "no", note: "" } });
    // @ts-expect-error: null is no number.
    collection({ key: "flag", value: z.int(), ttl: policy, fallback: null });
  });
});

describe("a codec", () => {
  const rest = { key: "user:{id}", ttl: policy } as const;
  const secret = { secret: "KEYS" };

  test("compresses or seals values, or seals compressed ones", () => {
    collection({ ...rest, value, codec: gzip("json") });
    collection({
      ...rest,
      value,
      codec: sealed("json", secret),
      fallback: { enabled: true, note: "" },
    });
    collection({ ...rest, value: z.string(), codec: sealed(gzip("text"), secret) });
    // @ts-expect-error: what is compressed does not get smaller again.
    gzip(gzip("json"));
    // @ts-expect-error: what is sealed does not get smaller.
    gzip(sealed("json", secret));
    // @ts-expect-error: a stream would have to be kept in memory.
    sealed("stream", secret);
    // @ts-expect-error: the secret is missing.
    sealed("json");
    // @ts-expect-error: a text is no boolean.
    collection({ ...rest, value, codec: gzip("json"), fallback: { enabled: "no", note: "" } });
  });

  test("of bytes rejects a value type", () => {
    collection({ ...rest, codec: "bytes" });
    collection({ ...rest, codec: "stream", metadata: value });
    collection({ ...rest, codec: gzip("stream") });
    collection({ ...rest, codec: sealed(gzip("bytes"), secret) });
    collection({ key: "logo", ttl: policy, codec: "bytes", seed: [{ value: new Uint8Array() }] });
    // @ts-expect-error: bytes have no type of zod.
    collection({ ...rest, value, codec: "bytes" });
    // @ts-expect-error: nor do they when they are compressed.
    collection({ ...rest, value, codec: gzip("stream") });
    // @ts-expect-error: JSON needs its type.
    collection({ ...rest, codec: gzip("json") });
    // @ts-expect-error: a text is not bytes.
    collection({ key: "logo", ttl: policy, codec: "bytes", seed: [{ value: "a" }] });
    // @ts-expect-error: a schema contains no bytes.
    collection({ ...rest, codec: "bytes", fallback: new Uint8Array() });
  });
});

describe("a version", () => {
  const rest = { key: "user:{id}", value, ttl: policy } as const;
  const from1 = { from: "./upcasts.ts", name: "from1" };

  test("has a module's export for each older version", () => {
    collection({ ...rest, version: 1 });
    collection({ ...rest, version: 2, upcasts: { 1: from1 }, versionIn: "metadata" });
    // @ts-expect-error: the schema file is not run in the Worker.
    collection({ ...rest, version: 2, upcasts: { 1: (value: string) => value } });
    // @ts-expect-error: a version is a number.
    collection({ ...rest, version: 2, upcasts: { first: from1 } });
    // @ts-expect-error: there is no such place.
    collection({ ...rest, version: 1, versionIn: "key" });
  });
});

test("a type with a codec has its fallback in the form that reads return, and its seeds in the stored form", () => {
  const event = {
    key: "event:{id}",
    value: z.object({ at: stored.date(), total: stored.bigint(z.bigint().positive()) }),
    ttl: policy,
  } as const;
  const params = { id: "1" };
  collection({ ...event, fallback: { at: new Date(), total: 1n } });
  collection({ ...event, seed: [{ params, value: { at: "2026-11-24T13:46:00Z", total: "1" } }] });
  // @ts-expect-error: a read returns a date.
  collection({ ...event, fallback: { at: "2026-11-24T13:46:00Z", total: 1n } });
  // @ts-expect-error: JSON has no dates.
  collection({ ...event, seed: [{ params, value: { at: new Date(), total: "1" } }] });
  // @ts-expect-error: a date is made of a date.
  stored.date(z.string());
});

describe("an inline seed", () => {
  const flag = { key: "flag:{name}", value, ttl: policy } as const;
  const named = { params: { name: "dark-mode" }, value: { enabled: true } };

  test("has values as a put accepts them", () => {
    collection({ ...flag, seed: [named] });
    collection({ ...flag, seed: [{ ...named, value: { enabled: true, note: "new" } }] });
    collection({ ...flag, seed: "./seeds/flags.json" });
    // @ts-expect-error: a text is no boolean.
    collection({ ...flag, seed: [{ ...named, value: { enabled: "yes" } }] });
    // @ts-expect-error: the value is missing.
    collection({ ...flag, seed: [{ params: { name: "dark-mode" } }] });
    // @ts-expect-error: a seed is a list or a path.
    collection({ ...flag, seed: 5 });
  });

  test("has all parameters of the template, and no others", () => {
    const settings = { key: "settings", value: z.int(), ttl: policy } as const;
    collection({ ...settings, seed: [{ value: 1 }] });
    // @ts-expect-error: the parameter is missing.
    collection({ ...flag, seed: [{ value: { enabled: true } }] });
    // @ts-expect-error: the parameter is called `name`.
    collection({ ...flag, seed: [{ params: { id: "a" }, value: { enabled: true } }] });
    // @ts-expect-error: the template has no parameters.
    collection({ ...settings, seed: [{ params: { a: 1 }, value: 1 }] });
  });

  test("has metadata if the collection declares it", () => {
    const metadata = z.object({ size: z.int() });
    collection({ ...flag, metadata, seed: [{ ...named, metadata: { size: 1 } }] });
    // @ts-expect-error: a text is no number.
    collection({ ...flag, metadata, seed: [{ ...named, metadata: { size: "1" } }] });
    // @ts-expect-error: the collection has no metadata.
    collection({ ...flag, seed: [{ ...named, metadata: { size: 1 } }] });
  });

  test("has durations for TTLs", () => {
    collection({
      ...flag,
      seed: [
        { ...named, ttl: "2h" },
        { ...named, ttl: 7_200 },
      ],
    });
    // @ts-expect-error: a month has no fixed length.
    collection({ ...flag, seed: [{ ...named, ttl: "1 month" }] });
  });
});

describe("a TTL policy", () => {
  test("accepts durations and seconds", () => {
    expectTypeOf<"90s" | "15m" | "2h" | "7d" | "4w">().toExtend<Duration>();
    ttl.default("1h", { min: 60, max: "7d" });
    ttl.required();
    // @ts-expect-error: a number without a unit is a number.
    ttl.fixed("60");
    // @ts-expect-error: there is no such unit.
    ttl.fixed("1y");
    // @ts-expect-error: there is no such bound.
    ttl.default("1h", { maximum: "7d" });
    // @ts-expect-error: bounds are an object.
    ttl.default("1h", "7d");
    // @ts-expect-error: who keeps records forever says why.
    ttl.none();
    // @ts-expect-error: policies are made by functions.
    collection({ key: "user:{id}", value, ttl: "1h" });
  });
});

describe("a schema", () => {
  test("consists of namespaces with titles and collections", () => {
    const definition = defineKv({
      output: "./src/kv.gen.ts",
      conventions: { separator: "/", segments: "snake_case" },
      namespaces: { CACHE: { title: "cache-{stage}", preview: true, collections: {} } },
    });
    expectTypeOf(definition).toEqualTypeOf<KvDefinition>();
    // @ts-expect-error: no title.
    defineKv({ namespaces: { CACHE: { collections: {} } } });
    // @ts-expect-error: no collections.
    defineKv({ namespaces: { CACHE: { title: "cache" } } });
    // @ts-expect-error: no namespaces.
    defineKv({});
    // @ts-expect-error: there is no such case.
    defineKv({ conventions: { segments: "kebab" }, namespaces: {} });
    // @ts-expect-error: a collection is made by a function.
    defineKv({ namespaces: { CACHE: { title: "cache", collections: { a: { key: "a" } } } } });
  });
});

import fc from "fast-check";
import type { KVNamespace } from "keyloom/runtime";
import { beforeAll, describe, expect, test } from "vitest";
import type { CollectionDefinition, KvDefinition } from "../../schema/define.ts";
import { keySpecOf, type Params } from "../../schema/seed/key-spec.ts";
import { isFilePath } from "../../src/runtime/asset-path.ts";
import { buildKey, type KeySpec, keyPrefix, parseKey } from "../../src/runtime/key-spec.ts";
import { bundleWorker, compileTestSchema, SCHEMA_FILE } from "./bundle-worker.ts";

interface Accessor {
  key(params: Params): string;
  parse(key: string): Params | null;
  list(params: Params): AsyncIterable<unknown>;
}

/** Text that is as awkward in a key as can be: separators, percent signs, controls, any script. */
const awkward = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."%:/-.{}42\n\0", "%3A", "__proto__"),
      fc.string({ unit: fc.constantFrom(..."aé漢🙂\ufeff\ud7ff\ue000") }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(""))
  .filter((text) => text !== "");

const integer = (largest: number) =>
  fc.oneof(
    fc.integer({ min: -largest, max: largest }),
    fc.constantFrom(0, -1, 1, largest, -largest),
  );

const date = fc.date({
  min: new Date("0000-01-01T00:00:00.000Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

/** Parameters that are good, for each collection with a key of its own kind, in the template's order. */
const GOOD: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  "CACHE.session": { userId: fc.uuid(), device: fc.constantFrom("web", "ios") },
  "CACHE.setting": { user: awkward, setting: awkward },
  "CACHE.page": { path: awkward.filter(isFilePath) },
  "RECORDS.note": { author: fc.string({ minLength: 2, maxLength: 20, unit: "grapheme-ascii" }) },
  "RECORDS.ticket": { number: integer(Number.MAX_SAFE_INTEGER) },
  "RECORDS.order": {
    country: fc.oneof(
      fc.constant({ code: "DE" }),
      awkward.map((region) => ({ code: "DE", region })),
    ),
    day: date,
    number: integer(99_999),
    gift: fc.boolean(),
  },
};

/** Anything at all in a parameter's place. */
const ANYTHING = fc.oneof(
  awkward,
  fc.constantFrom<unknown>("", "\ud800", "x", "web", "tv", "true", null, undefined),
  fc.constantFrom<unknown>(
    1.5,
    100_000,
    true,
    [],
    {},
    { code: "de" },
    new Date(Number.NaN),
    new Date(8.64e15),
  ),
  integer(2 ** 53),
  fc.double(),
);

/** The prefixes that lists have asked for. */
const asked: unknown[] = [];
const KV = {
  list({ prefix }: { prefix?: string }) {
    asked.push(prefix);
    return Promise.resolve({ keys: [], list_complete: true });
  },
} as unknown as KVNamespace;

const accessors = new Map<string, Accessor>();
const specs = new Map<string, KeySpec<Params>>();

beforeAll(async () => {
  const { script } = await bundleWorker(`export { keyloom } from "generated";`);
  const { keyloom } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
  const bound = keyloom({ CACHE: KV, RECORDS: KV });
  const { definition, model } = await compileTestSchema();
  for (const { binding, collections } of model.namespaces) {
    for (const { name, key } of collections) {
      const full = `${binding}.${name}`;
      const options = optionsOf(definition, binding, name);
      specs.set(full, await keySpecOf(full, key, options.params ?? {}, SCHEMA_FILE));
      accessors.set(full, bound[binding][name]);
    }
  }
});

function optionsOf({ options }: KvDefinition, binding: string, name: string) {
  const collection = options.namespaces[binding]?.collections[name];
  return (collection as CollectionDefinition).options;
}

function ofCollection(name: string): { accessor: Accessor; spec: KeySpec<Params> } {
  const [accessor, spec] = [accessors.get(name), specs.get(name)];
  if (accessor === undefined || spec === undefined) throw new Error(`there is no ${name}`);
  return { accessor, spec };
}

/** What a function returns, or the code of the error that it throws. */
function outcome(run: () => unknown): unknown {
  try {
    return { gives: run() };
  } catch (error) {
    return { code: (error as { code?: unknown }).code ?? error };
  }
}

async function prefixOf(accessor: Accessor, params: Params): Promise<unknown> {
  asked.length = 0;
  try {
    for await (const _ of accessor.list(params));
    return { gives: asked[0] };
  } catch (error) {
    return { code: (error as { code?: unknown }).code ?? error };
  }
}

describe.each(Object.entries(GOOD))("the keys of %s", (name, arbitraries) => {
  const good = fc.record(arbitraries);
  const anything = fc.record(
    Object.fromEntries(
      Object.entries(arbitraries).map(([param, arbitrary]) => [
        param,
        fc.oneof({ weight: 2, arbitrary }, { weight: 1, arbitrary: ANYTHING }),
      ]),
    ),
  );

  test("are parsed into what they were built from", () => {
    const { accessor, spec } = ofCollection(name);
    fc.assert(
      fc.property(good, (params) => {
        const key = accessor.key(params);
        expect(accessor.parse(key)).toEqual(params);
        expect(parseKey(spec, key)).toEqual(params);
      }),
    );
  });

  test("are the same in seeds, and the same parameters are rejected", () => {
    const { accessor, spec } = ofCollection(name);
    // Files of a folder have no other paths.
    const isServed = ({ path }: Params) =>
      name !== "CACHE.page" || typeof path !== "string" || isFilePath(path);
    const seen = new Set<string>();
    fc.assert(
      fc.property(anything, (params) => {
        const generated = outcome(() => accessor.key(params));
        seen.add(Object.keys(generated as object).join());
        const built = outcome(() => buildKey(spec, params));
        expect(generated).toEqual(isServed(params) ? built : { code: "invalid-params" });
      }),
    );
    expect([...seen].toSorted()).toEqual(["code", "gives"]);
  });

  test("start with the same text for leading parameters", async () => {
    const { accessor, spec } = ofCollection(name);
    await fc.assert(
      fc.asyncProperty(anything, fc.nat(4), async (params, count) => {
        const leading = Object.fromEntries(Object.entries(params).slice(0, count));
        expect(await prefixOf(accessor, leading)).toEqual(outcome(() => keyPrefix(spec, leading)));
      }),
    );
  });

  test("start with the prefix that a list of their leading parameters requests", () => {
    const { accessor, spec } = ofCollection(name);
    fc.assert(
      fc.property(good, fc.nat(), (params, count) => {
        const leading = Object.entries(params).slice(0, count % Object.keys(params).length);
        const prefix = keyPrefix(spec, Object.fromEntries(leading));
        expect(accessor.key(params).slice(0, prefix.length)).toBe(prefix);
      }),
    );
  });
});

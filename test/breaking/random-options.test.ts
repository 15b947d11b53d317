import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { CollectionModel, Model } from "../../schema/model.ts";
import { compareModels } from "../../src/breaking/compare.ts";
import { BREAKING_RULES } from "../../src/breaking/rules/index.ts";
import type { Breaks } from "../../src/breaking/rules/rule.ts";
import { createMemoryKv, type MemoryKv } from "../../src/testing/index.ts";
import {
  type AcceptedCollection,
  type AcceptedSchema,
  accept,
} from "../codegen/combinations/accepted.ts";
import {
  schemas,
  type WrittenCollection,
  type WrittenNamespace,
} from "../codegen/combinations/schemas.ts";
import { type Accessor, Subject } from "../codegen/combinations/subject.ts";
import { all } from "../codegen/combinations/written.ts";
import { makeProject } from "../project.ts";
import { RING } from "../runtime/random-values.ts";

/** How many pairs of schemas are made, of up to ten collections each. The same seed makes the same ones. */
const RUNS = Number(process.env["KEYLOOM_BREAKING_RUNS"] ?? 40);
const SEED = Number(process.env["KEYLOOM_BREAKING_SEED"] ?? Date.now() % 2 ** 31);

const project = makeProject({
  "tsconfig.json": '{ "compilerOptions": { "customConditions": ["@keyloom/source"] } }',
});
afterAll(project.remove);

/** What people change at once. A type goes with what is made of it. */
const CHANGES: readonly (readonly string[])[] = [
  ...[
    ["key", "params"],
    ["value", "codec", "ttl", "fallback"],
    ["metadata"],
    ["cache"],
    ["onInvalid"],
  ],
  ...[["version", "upcasts", "versionIn"], ["ttl"], ["pointers"], ["codec"], ["fallback"]],
  ...[["mount"], ["precompress"], ["notFound"], ["cleanUrls"], ["singlePageApp"]],
];

const changes = fc.array(fc.constantFrom(...CHANGES), { minLength: 1, maxLength: 3 });

/** A collection with some of its options taken from another one. */
function changed(
  old: WrittenCollection,
  other: WrittenCollection,
  taken: readonly string[],
): WrittenCollection {
  if (old.isAssets !== other.isAssets) return old;
  const kept = Object.entries(old.options).filter(([name]) => !taken.includes(name));
  // One of another type is none: then it is only taken out.
  const own = Object.entries(other.options).filter(
    ([name]) => taken.includes(name) && (name !== "fallback" || taken.includes("value")),
  );
  return {
    ...old,
    options: Object.fromEntries([...kept, ...own]),
    ...(taken.includes("value") && { value: other.value }),
    ...(taken.includes("metadata") && { metadata: other.metadata }),
    ...(taken.includes("key") && { params: other.params }),
  };
}

const pairs = fc
  .tuple(schemas, schemas, fc.array(changes, { minLength: 10, maxLength: 10 }))
  .map(([first, second, taken]) => {
    const before = first.map(withAllMethods);
    const after = before.map(({ binding, collections }, namespace) => ({
      binding,
      collections: collections.map((old, at) => {
        const other = second[namespace]?.collections[at] ?? old;
        return changed(old, other, taken[namespace * 5 + at]?.flat() ?? []);
      }),
    }));
    return [before, after] as const;
  });

function withAllMethods({ binding, collections }: WrittenNamespace): WrittenNamespace {
  return { binding, collections: collections.map((one) => ({ ...one, methods: undefined })) };
}

/** A collection before and after a change, each by its accessors on the same KV. */
interface Pair {
  readonly before: Subject;
  readonly after: Subject;
  readonly kv: MemoryKv;
  readonly broken: ReadonlySet<Breaks>;
}

/** How often a change was called safe, and how many records were read by the other code. */
const counts = { stored: 0, readers: 0, records: 0 };

test("old and new code read each other's records if no break is reported, whatever the options", async () => {
  const samples = fc.sample(pairs, { numRuns: RUNS, seed: SEED });
  for (const [index, [first, second]] of samples.entries()) {
    const before = await accept(join(project.path, `before${index}`), first);
    const after = await accept(join(project.path, `after${index}`), second);
    if (before === undefined || after === undefined) continue;
    for (const old of before.collections) {
      const now = after.collections.find(
        ({ binding, written }) => binding === old.binding && written.name === old.written.name,
      );
      if (now === undefined) continue;
      await holds([before, old], [after, now]).catch((error) => {
        const options = (one: AcceptedCollection) => JSON.stringify(one.written.options, null, 1);
        error.message = `seed ${SEED}: ${error.message}\n${options(old)}\n${options(now)}`;
        throw error;
      });
    }
  }
  expect(counts.stored).toBeGreaterThan(RUNS / 4);
  expect(counts.readers).toBeGreaterThan(RUNS / 4);
  expect(counts.records).toBeGreaterThan(RUNS);
});

type Own = readonly [AcceptedSchema, AcceptedCollection];

async function holds(before: Own, after: Own): Promise<void> {
  const { binding, model: old } = before[1];
  expect(compareModels(alone(before), alone(before))).toEqual([]);
  // The model says the same for different code of the author.
  const [from, to] = [JSON.stringify(old), JSON.stringify(after[1].model)];
  if (from !== to && /"authored"|"pipe"/.test(from + to)) return;
  const found = compareModels(alone(before), alone(after));
  const broken = new Set(
    found.flatMap(({ rule }) => BREAKING_RULES.find(({ id }) => id === rule)?.breaks ?? []),
  );
  if (broken.has("stored data")) return;
  counts.stored++;
  const kv = createMemoryKv();
  const subjects = [await subjectOf(before, binding, kv), await subjectOf(after, binding, kv)];
  const [one, two] = subjects as [Subject, Subject];
  await written(one, { before: one, after: two, kv, broken });
  await read(two, one, false);
  if (broken.has("running readers")) return;
  counts.readers++;
  await kv.list().then(({ keys }) => Promise.all(keys.map(({ name }) => kv.delete(name))));
  await written(two, { before: one, after: two, kv, broken });
  await read(one, two, true);
}

/** A model of one collection. */
function alone([{ model }, { binding, model: collection }]: Own): Model {
  const namespaces = model.namespaces.filter((one) => one.binding === binding);
  return { ...model, namespaces: namespaces.map((one) => ({ ...one, collections: [collection] })) };
}

async function subjectOf([{ folder }, one]: Own, binding: string, kv: MemoryKv): Promise<Subject> {
  const { keyloom } = await import(/* @vite-ignore */ join(folder, "kv.gen.ts"));
  const accessors = keyloom({ APP: kv, OTHER: kv, KEYS: RING, OTHER_KEYS: RING });
  return new Subject(one, accessors[binding][one.written.name], kv);
}

/** Writes three records, and a missing value if these are kept. */
async function written(writer: Subject, { kv }: Pair): Promise<void> {
  for (const at of [0, 1, 2]) {
    const params = writer.params(at);
    const options = writer.options(writer.metadataAt(at), writer.ttl(true));
    // Two records may have the same pointer, and then the second is rejected.
    const put = writer.call("put", params, writer.value(at, "given"), options);
    await put.catch((error) => expect(error.code).toBe("pointer-taken"));
  }
  if (writer.model.cache?.negative === undefined || !writer.has("getOrLoad")) return;
  const params = writer.params(1);
  await kv.delete(writer.keyOf(params));
  await writer.accessor.getOrLoad(params, () => null, { ttl: writer.ttl(true) });
}

/**
 * Reads by one accessor all records that another one has written.
 *
 * @param isOlder whether it may pass over keys of parameters that take more now.
 */
async function read(reader: Subject, writer: Subject, isOlder: boolean): Promise<void> {
  const { keys } = await reader.kv.list();
  const isOne = isSingle(writer.model);
  const isOf = ({ accessor }: Subject, name: string) => isOne || accessor.parse(name) !== null;
  const records = keys.filter(
    ({ name }) => isOf(writer, name) && (isOlder ? isOf(reader, name) : true),
  );
  for (const { name } of records) {
    const params = isOne ? undefined : reader.accessor.parse(name);
    expect(params, `${name} is found`).not.toBe(null);
    await drained(await reader.call("get", params));
    if (reader.has("getWithMetadata")) {
      await drained((await reader.call("getWithMetadata", params))?.value);
    }
    counts.records++;
  }
  if (isOne) return;
  const listed: readonly Accessor[] = await all(reader.accessor.list());
  // Metadata that are not of their type are passed over where that is asked for.
  if (reader.model.onInvalid !== "missing") {
    expect(listed.map(({ key }) => key)).toEqual(records.map(({ name }) => name));
  }
}

async function drained(value: unknown): Promise<void> {
  if (value instanceof ReadableStream) await new Response(value).arrayBuffer();
}

function isSingle({ key }: CollectionModel): boolean {
  return key.params.length === 0;
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryKv, type MemoryKv } from "../../src/testing/index.ts";
import { all } from "../codegen/combinations/written.ts";
import { type Accessor, generatedAccessors } from "./generated.ts";

const accessorOn = generatedAccessors({
  play: `key: "play:{game}:{score}:{at}", params: {
    game: z.string().max(9), score: z.int().min(-99).max(99), at: z.date(),
  }, value: z.string(), ttl: ttl.none("it is a test")`,
  // Under the prefixes of the others, and in between.
  game: 'key: "play:{game}", value: z.string(), ttl: ttl.none("it is a test")',
});

interface Play {
  readonly game: string;
  readonly score: number;
  readonly at: Date;
}

/** What a list goes by: a value, or a range of them. */
interface Leading {
  readonly game?: string;
  readonly score?: number | Range<number>;
  readonly at?: Range<Date>;
}

interface Range<Bound> {
  readonly from?: Bound;
  readonly to?: Bound;
}

const game = fc.constantFrom("a", "a:", "a:1", "%", "é", "😀", "\uffff", "0");
const score = fc.oneof(
  fc.integer({ min: -99, max: 99 }),
  fc.constantFrom(-99, -10, -1, 0, 9, 10, 99),
);
const at = fc
  .constantFrom(
    -62_135_596_800_000,
    -1,
    0,
    1,
    1_796_000_000_000,
    1_796_000_000_500,
    1_799_000_000_000,
  )
  .map((time) => new Date(time));
const play: fc.Arbitrary<Play> = fc.record({ game, score, at });

function rangeOf<Bound>(bound: fc.Arbitrary<Bound>): fc.Arbitrary<Range<Bound>> {
  return fc.oneof(
    fc.record({ from: bound }),
    fc.record({ to: bound }),
    fc.record({ from: bound, to: bound }),
  );
}

const leading: fc.Arbitrary<Leading> = fc.oneof(
  fc.constant({}),
  fc.record({ game }),
  fc.record({ game, score: fc.oneof(score, rangeOf(score), rangeOf(score)) }),
  fc.record({ game, score, at: rangeOf(at) }),
);

/** What somebody else has put between the records, made from the key of one. */
const STRANGE: readonly ((key: string) => string)[] = [
  (key) => `${key}:1`,
  (key) => `${key}\uffff`,
  (key) => key.slice(0, -1),
  (key) => key.replace(/:[^:]*$/, ":"),
  (key) => key.replace(/:[^:]*$/, ":~"),
];

test("any lists of records have those that they should, in order, however KV cuts its pages", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(play, { maxLength: 25, size: "max" }),
      fc.array(fc.constantFrom(...STRANGE), { maxLength: 5 }),
      fc.array(fc.nat(4), { maxLength: 5 }),
      fc.array(leading, { minLength: 5, maxLength: 5 }),
      fc.constantFrom(1, 2, 3, 7, 1_000),
      async (plays, strange, sizes, leadings, limit) => {
        const kv = createMemoryKv();
        const accessor = accessorOn(kv, "play");
        const records = new Map(plays.map((params) => [accessor.key(params) as string, params]));
        for (const [key, params] of records) await accessor.put(params, key);
        for (const [at, made] of strange.entries()) {
          const [key = "play:a:"] = [...records.keys()].slice(at);
          if (!records.has(made(key))) await kv.put(made(key), "strange");
        }
        cutPages(kv, [...sizes, 3]);
        for (const leading of leadings) await expectLists(accessor, records, leading, limit);
        const [leading = {}] = leadings;
        const gone = wantedBy(records, leading).map(([key]) => key);
        expect(await accessor.deleteAll(leading)).toBe(gone.length);
        for (const key of gone) records.delete(key);
        await expectLists(accessor, records, {}, limit);
      },
    ),
    { numRuns: 200 },
  );
});

/**
 * Has the pages of a KV in these sizes, over and over, as KV itself may cut them: smaller than asked for, and
 * without any key before the last one. The cursor of a page without keys leads to one with keys.
 */
function cutPages(kv: MemoryKv, sizes: readonly number[]): void {
  const list = kv.list.bind(kv);
  let calls = 0;
  // Where a page without keys begins and ends.
  const places = new Map<string, string | undefined>();
  kv.list = async (options = {}) => {
    const size = sizes[calls++ % sizes.length] ?? 1;
    const { cursor: given, limit = 1_000, ...rest } = options;
    const isAfterEmpty = places.has(given ?? "");
    const cursor = isAfterEmpty ? places.get(given ?? "") : (given ?? undefined);
    const place = { ...rest, ...(cursor !== undefined && { cursor }) };
    if (size > 0 || isAfterEmpty) return list({ ...place, limit: Math.min(limit, size || 1) });
    const empty = `empty ${calls}`;
    places.set(empty, cursor);
    return { keys: [], list_complete: false, cursor: empty, cacheStatus: null };
  };
}

async function expectLists(
  accessor: Accessor,
  records: ReadonlyMap<string, Play>,
  leading: Leading,
  limit: number,
): Promise<void> {
  const wanted = wantedBy(records, leading);
  const keys = wanted.map(([key]) => key);
  const shown = JSON.stringify(leading);
  expect(await all(accessor.keys(leading)), shown).toEqual(keys);
  expect(await accessor.count(leading)).toBe(keys.length);
  expect((await accessor.first(leading))?.key).toBe(keys[0]);
  const listed: Accessor[] = await all(accessor.list(leading));
  expect(listed.map(({ params }) => params)).toEqual(wanted.map(([, params]) => params));
  const entries: Accessor[] = await all(accessor.entries(leading));
  expect(entries.map(({ value }) => value)).toEqual(keys);
  expect(await pageThrough(accessor, leading, limit), shown).toEqual(keys);
}

/** The keys of all pages; none of them is too large, and only the last one may be empty. */
async function pageThrough(accessor: Accessor, leading: Leading, limit: number): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Accessor = await accessor.page(leading, { cursor, limit });
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    if (page.cursor !== null) expect(page.entries).not.toEqual([]);
    keys.push(...page.entries.map(({ key }: Accessor) => key));
    cursor = page.cursor;
  } while (cursor !== null);
  return keys;
}

/** The records that a list should have, in the order of their keys' bytes. */
function wantedBy(records: ReadonlyMap<string, Play>, leading: Leading): [string, Play][] {
  return [...records]
    .filter(([, params]) =>
      Object.entries(leading).every(([name, wanted]) => fits(params[name as keyof Play], wanted)),
    )
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function fits(
  part: string | number | Date,
  wanted: string | number | Date | Range<unknown>,
): boolean {
  if (typeof wanted !== "object" || wanted instanceof Date)
    return Number(part) === Number(wanted) || part === wanted;
  const { from, to } = wanted as Range<number | Date>;
  return (from === undefined || part >= from) && (to === undefined || part < to);
}

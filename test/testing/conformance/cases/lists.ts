import { type AnyKv, attempt, attemptAll, type Cases } from "../attempt.ts";

const NAMES = [
  ...["a", "b", "B", "é", "\uffff", "\u{10000}", "😀", "z", "~", "a:1", "a:2", "A:1", "0", "10"],
  ...["9", " sp", "\u0001", "...", "a/b", "__proto__", "漢", "\ue000"],
];

const OPTIONS: readonly unknown[] = [
  ...[null, undefined, {}, [], () => 1, 5, "x", true, 5n, Symbol("o")],
  ...["", null, undefined, "a:", "A", ".", "..", "x".repeat(512), "x".repeat(513), 1, {}, "é"].map(
    (prefix) => ({ prefix }),
  ),
  ...["\ud800", Symbol("prefix")].map((prefix) => ({ prefix })),
  ...[0, -1, -5.5, 0.5, 1, 2.9, 1000, 1001, Number.NaN, "2", "abc", null, {}, 2n].map((limit) => ({
    limit,
  })),
  ...[Number.POSITIVE_INFINITY, 2_147_483_647.5, 2_147_483_648, -2_147_483_648.5].map((limit) => ({
    limit,
  })),
  ...["", null, undefined, "bad", "!!!", "YQ==", "YQ", "YQ=x", "-_8=", "YToxYQ", 5, {}].map(
    (cursor) => ({ cursor }),
  ),
  { limit: 1001, prefix: "x".repeat(513) },
  { limit: 2, prefix: "a", cursor: "YQ==" },
];

async function plant(kv: AnyKv, names: readonly string[]): Promise<void> {
  for (const name of names) await kv.put(name, "v");
}

interface Page {
  readonly cursor?: string;
}

export const listCases: Cases = {
  "an empty namespace has one empty page": (kv) => attempt(() => kv.list()),

  "keys come in the order of their UTF-8 bytes": async (kv) => {
    await plant(kv, NAMES);
    return attempt(() => kv.list());
  },

  "a list takes options, whatever they are": async (kv) => {
    await plant(kv, NAMES);
    return attemptAll(OPTIONS.map((options) => () => kv.list(options)));
  },

  "pages follow one another by their cursors": async (kv) => {
    await plant(kv, NAMES);
    const pages: Page[] = [];
    let cursor: string | undefined;
    do {
      const page = (await kv.list({ limit: 4, cursor })) as Page;
      pages.push(page);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return pages;
  },

  "the last page is complete even where it is full": async (kv) => {
    await plant(kv, ["a:1", "a:2", "b"]);
    return attemptAll([
      () => kv.list({ prefix: "a:", limit: 2 }),
      () => kv.list({ prefix: "a:", limit: 1 }),
    ]);
  },

  "a cursor is a place, whatever happened to its key or prefix": async (kv) => {
    await plant(kv, ["a:1", "a:2", "b:1"]);
    const { cursor } = (await kv.list({ prefix: "a:", limit: 1 })) as Page;
    await kv.delete("a:1");
    return attemptAll([
      () => kv.list({ prefix: "a:", cursor }),
      () => kv.list({ prefix: "b:", cursor }),
      () => kv.list({ cursor }),
    ]);
  },

  "a key is listed with what it has": async (kv) => {
    await kv.put("all", "v", { metadata: { a: 1 }, expiration: 2_000_000_000 });
    await kv.put("metadata", "v", { metadata: "" });
    await kv.put("expiration", "v", { expiration: 2_000_000_000 });
    await kv.put("nothing", "v");
    return attempt(() => kv.list());
  },
};

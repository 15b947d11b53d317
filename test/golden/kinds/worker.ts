import { type Env, keyloom } from "./kv.gen.ts";

const author = { name: "Ada", links: [] };
const id = "01234567-89ab-4def-8123-456789abcdef";

export default {
  async fetch(_request, env) {
    const { both, counts, frozen, page } = keyloom(env).PAGES;
    const rest = { tags: [], size: [1, 2], author, seen: { web: true }, title: "A", id } as const;
    await page.put({ id: 1 }, rest);
    // @ts-expect-error: it may be left out, but not be there as `undefined`.
    await page.put({ id: 1 }, { ...rest, words: undefined });
    // @ts-expect-error: what is required after all must be given.
    await page.put({ id: 1 }, { ...rest, title: undefined });

    const found = await page.get({ id: 1 });
    if (found === null) return new Response(null, { status: 404 });
    const layout: "wide" | "narrow" = found.layout;
    const limit: number = found.limit;
    const web: boolean | undefined = found.seen.web;
    // @ts-expect-error: a list that is read only.
    found.tags.push("b");
    // @ts-expect-error: a tuple that is read only.
    found.size[0] = 1;
    // @ts-expect-error: an object that is read only.
    found.author.name = "Bea";
    // What is in it is not.
    found.author.links.push("b");
    found.title = "B";

    await counts.put({ day: "2026-11-24" }, { day: "2026-11-24", total: 3, web: 2, ios: 1 });
    const count: string | number | undefined = (await counts.get({ day: "2026-11-24" }))?.["web"];
    await both.put({ id: "a" }, { a: "a", b: { c: 1 } });
    const value = await both.get({ id: "a" });
    const lists = (await frozen.get({ id: "a" }))?.lists;
    lists?.push([1]);
    // @ts-expect-error: the lists in the list are read only.
    lists?.[0]?.push(1);
    return Response.json({ layout, limit, web, count, a: value?.a, lists });
  },
} satisfies ExportedHandler<Env>;

import { type Category, type Env, keyloom, type ThreadFirstInput } from "./kv.gen.ts";

const root: Category = { name: "all", children: [{ name: "shoes", children: [] }] };
const first: ThreadFirstInput = { text: "Hello", replies: [{ text: "Hi", votes: 1 }] };

export default {
  async fetch(_request, env) {
    const { category, drive, thread } = keyloom(env).TREES;
    await category.put({ slug: "all" }, root);
    // @ts-expect-error: a child has the form of the whole.
    await category.put({ slug: "all" }, { name: "all", children: [{ name: "shoes" }] });

    const found = await thread.get({ id: crypto.randomUUID() });
    const votes: number | undefined = found?.first.replies?.[0]?.votes;
    await thread.put({ id: crypto.randomUUID() }, { title: "", first, pinned: [first] });
    // @ts-expect-error: a text is no number.
    await thread.put({ id: "" }, { title: "", first: { text: "", votes: "1" }, pinned: [] });

    await drive.put({ owner: "me" }, [{ title: "Home", parts: { "a.txt": { bytes: 1 } } }]);
    return Response.json({ votes });
  },
} satisfies ExportedHandler<Env>;

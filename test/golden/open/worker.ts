import { type Env, keyloom } from "./kv.gen.ts";

interface Answer {
  readonly items: readonly string[];
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === "object" && value !== null && "items" in value;

export default {
  async fetch(_request, env) {
    const { answer, profile, state, webhook } = keyloom(env).OTHERS;
    const given: Answer = { items: ["a"] };
    await answer.put({ url: "https://a.example/b%20c?d=e:f" }, given);
    const found = await answer.get({ url: "https://a.example/b%20c?d=e:f" });
    // @ts-expect-error: nothing says what it is.
    found.items;
    const items = isAnswer(found) ? found.items : [];

    await webhook.put({ id: "1" }, { source: "x", payload: given, attempts: [] });
    // @ts-expect-error: the payload may be anything, but it is there.
    await webhook.put({ id: "1" }, { source: "x", attempts: [] });
    const last: unknown = (await webhook.get({ id: "1" }))?.last;

    await profile.put({ id: "1" }, { name: "Ada", plan: { seats: 3 } });
    await state.put({ last });
    return Response.json(items);
  },
} satisfies ExportedHandler<Env>;

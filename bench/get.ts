import { startWorker } from "../test/workerd/start-worker.ts";
import { type Alternated, alternate } from "./support/alternate.ts";
import { accessorsOf, bundled } from "./support/bundle.ts";
import { type Bench, compared, microseconds } from "./support/row.ts";

/** Each visit reads many times: clocks stand still within a Worker, so only a whole visit can be timed. */
const WORKER = `
import { keyloom } from "accessors";

const product = {
  name: "Chair",
  description: "Made of oak. ".repeat(50),
  price: { amount: 12900, currency: "EUR" },
  images: ["front", "side", "back"].map((view) => "https://images.example/chair-42/" + view),
  tags: ["chair", "oak", "dining room", "handmade"],
  updatedAt: "2026-11-24T13:46:00Z",
};
const text = JSON.stringify(product);
// A KV that answers at once, so that only the accessor's own work is left.
const instant = { get: async () => text };

const visits = {
  put: async ({ SHOP }) => SHOP.put("product:chair-42", text),
  typed: async (env, count) => {
    const { SHOP } = keyloom(env);
    for (let i = 0; i < count; i++) check(await SHOP.product.get({ sku: "chair-42" }));
  },
  raw: async ({ SHOP }, count) => {
    for (let i = 0; i < count; i++) check(await SHOP.get("product:chair-42", "json"));
  },
  typedInstant: (_, count) => visits.typed({ SHOP: instant }, count),
  rawInstant: async (_, count) => {
    for (let i = 0; i < count; i++) check(JSON.parse(await instant.get("product:chair-42")));
  },
};

function check({ name }) {
  if (name !== "Chair") throw new Error(name);
}

export default {
  async fetch(request, env) {
    const [, visit, count] = new URL(request.url).pathname.split("/");
    await visits[visit](env, Number(count));
    return new Response(String(text.length));
  },
};`;

const READS = 100;
const INSTANT_READS = 20_000;

async function run() {
  const script = await bundled(WORKER, { accessors: await accessorsOf("shop") });
  const miniflare = await startWorker(script, { SHOP: { type: "kv", id: "SHOP" } });
  try {
    const visit = (name: string, count: number) => async () => {
      const response = await miniflare.dispatchFetch(`http://worker/${name}/${count}`);
      const body = await response.text();
      if (response.status !== 200) throw new Error(body);
      return body;
    };
    const characters = await visit("put", 0)();
    const kv = await alternate(visit("typed", READS), visit("raw", READS), {
      rounds: 60,
      warmUp: 2,
    });
    const instant = await alternate(
      visit("typedInstant", INSTANT_READS),
      visit("rawInstant", INSTANT_READS),
      { rounds: 20, warmUp: 2 },
    );
    return [
      compared({
        what: `\`get\` of a value of ${characters} characters, from KV in workerd`,
        peer: 'raw `get(key, "json")`',
        atMost: 1.05,
        ...each(kv, READS),
      }),
      compared({
        what: "the same, from a KV that answers at once",
        peer: "`JSON.parse` of its text",
        ...each(instant, INSTANT_READS),
      }),
    ];
  } finally {
    await miniflare.dispose();
  }
}

function each({ ours, theirs, ratio }: Alternated, count: number) {
  return { keyloom: ours / count, theirs: theirs / count, ratio, show: microseconds };
}

export const bench: Bench = { title: "Reading", peers: ["miniflare"], run };

import { expect, test } from "vitest";
import { lintProject, SHOP } from "./project.ts";

/** The lines in which a counter is found. */
async function countersIn(worker: string) {
  const found = await lintProject({ "keyloom.schema.ts": SHOP, "worker.ts": worker });
  return found.filter(({ rule }) => rule === "usage/counter").map(({ line }) => line);
}

const SYNC = `
async function sync(env: Env) {
  const page = Number((await env.CACHE.get("sync:page")) ?? "1");
  await env.CACHE.put("sync:page", String(page + 1));
}
`;

test("a cron that has a namespace to itself may count in it", async () => {
  expect(
    await countersIn(`${SYNC}export default { async scheduled(event, env) { await sync(env); } };`),
  ).toEqual([]);
});

test("so may one whose namespace also has other keys, which requests write", async () => {
  const worker = `${SYNC}export default {
  async scheduled(event, env) { await sync(env); },
  async fetch(request, env) { await env.CACHE.put("job:" + crypto.randomUUID(), "1"); return new Response(); },
};`;
  expect(await countersIn(worker)).toEqual([]);
});

test("a cron whose key is also written by requests may not", async () => {
  const worker = `${SYNC}export default {
  async scheduled(event, env) { await sync(env); },
  async fetch(request, env) { await env.CACHE.put("sync:page", "1"); return new Response(); },
};`;
  expect(await countersIn(worker)).toEqual([4]);
});

test("nor one whose key requests may write, as far as it is known", async () => {
  const worker = `${SYNC}export default {
  async scheduled(event, env) { await sync(env); },
  async fetch(request, env) { await env.CACHE.put("sync:" + request.headers.get("name"), "1"); return new Response(); },
};`;
  expect(await countersIn(worker)).toEqual([4]);
});

test("code that requests reach as well does not belong to the cron alone", async () => {
  const worker = `${SYNC}export default {
  async scheduled(event, env) { await sync(env); },
  async fetch(request, env) { await sync(env); return new Response(); },
};`;
  expect(await countersIn(worker)).toEqual([4]);
});

test("exported code may be called by anything", async () => {
  const worker = `export ${SYNC.trim()}
export default { async scheduled(event, env) { await sync(env); } };`;
  expect(await countersIn(worker)).toEqual([3]);
});

import { expect, onTestFinished, test } from "vitest";
import { type Faults, startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { type Clock, fakeClock } from "../../src/repeatable/clock.ts";
import { makeDataFolder } from "../data-folder.ts";
import { connect } from "./server.ts";

/** Starts a local Cloudflare with faults for one test. */
async function start(faults: Faults, clock?: Clock) {
  const data = makeDataFolder();
  const local = await startLocalCloudflare({
    persistTo: data.path,
    faults,
    ...(clock !== undefined && { clock }),
  });
  onTestFinished(async () => {
    await local.close();
    data.remove();
  });
  return connect(local);
}

const PAIRS = ["a", "b", "c", "d", "e"].map((key) => ({ key, value: key }));
const BULK = "PUT /:namespace/bulk";

test("calls over the rate limit are rejected with the seconds to wait, and do nothing", async () => {
  const { request, local } = await start({ rateLimit: 1 });
  const answer = await request("POST", "", { body: '{"title":"a"}' });
  expect(answer).toMatchObject({ status: 429, codes: [971] });
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(local.calls).toEqual(new Map([["POST /", 1]]));
});

test("a bulk write that leaves keys out names them, and writes and counts the others", async () => {
  const { namespace, request, send, local } = await start({ bulkPartial: 1 });
  const id = await namespace("partial");
  const { status, result } = await send("PUT", `/${id}/bulk`, PAIRS);
  const left: readonly string[] = result.unsuccessful_keys;
  expect(status).toBe(200);
  expect(left.length).toBeGreaterThan(0);
  expect(result.successful_key_count).toBe(PAIRS.length - left.length);
  const listed = (await request("GET", `/${id}/keys`)).result.map(
    ({ name }: { name: string }) => name,
  );
  expect([...listed, ...left].sort()).toEqual(PAIRS.map(({ key }) => key));
  expect([local.calls.get(BULK), local.keys.get(BULK)]).toEqual([1, PAIRS.length - left.length]);
});

test("a bulk delete that leaves keys out names them and keeps them", async () => {
  const { namespace, request, send } = await start({ bulkPartial: 0.5, seed: 3 });
  const id = await namespace("partial");
  for (const { key, value } of PAIRS) {
    await request("PUT", `/${id}/values/${key}`, { body: value });
  }
  for (let left = PAIRS.map(({ key }) => key); left.length > 0; ) {
    left = (await send("POST", `/${id}/bulk/delete`, left)).result.unsuccessful_keys;
    const { result } = await request("GET", `/${id}/keys`);
    expect(result.map(({ name }: { name: string }) => name)).toEqual(left.toSorted());
  }
});

test("a call that fails with 500, 502 or 503 has no effect, but one with 524 has", async () => {
  const { request, client, account } = await start({ serverError: 0.7 });
  const statuses = new Set<number>();
  for (let n = 0; n < 40; n++) {
    const { status, text } = await request("POST", "", { body: JSON.stringify({ title: `${n}` }) });
    statuses.add(status);
    if (status !== 200) expect(text).toBe(`error code: ${status}`);
    const there = await titles({ client, account });
    expect(there.includes(`${n}`)).toBe(status === 200 || status === 524);
  }
  expect([...statuses].sort()).toEqual([200, 500, 502, 503, 524]);
});

async function titles({
  client,
  account,
}: Pick<Awaited<ReturnType<typeof start>>, "client" | "account">) {
  for (;;) {
    try {
      const { result } = await client.kv.namespaces.list({ ...account, per_page: 100 });
      return result.map(({ title }) => title);
    } catch {
      // The faults meet these calls as well.
    }
  }
}

test("a call whose response is lost takes effect, and its connection is cut", async () => {
  const { request, local } = await start({ lostAnswer: 0.5, seed: 2 });
  let lost = 0;
  for (let n = 0; n < 10; n++) {
    try {
      await request("POST", "", { body: JSON.stringify({ title: `${n}` }) });
    } catch {
      lost++;
    }
  }
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThan(10);
  expect(local.calls.get("POST /")).toBe(10);
  const listed = async (): Promise<number> => {
    try {
      return (await request("GET", "?per_page=100")).result.length;
    } catch {
      return listed();
    }
  };
  expect(await listed()).toBe(10);
});

test("the same seed makes the same choices, and another seed makes different ones", async () => {
  const choices = async (seed: number) => {
    const { request } = await start({ rateLimit: 0.5, seed });
    const statuses: number[] = [];
    for (let n = 0; n < 30; n++) statuses.push((await request("GET", "")).status);
    return statuses.join(" ");
  };
  const first = await choices(7);
  expect(await choices(7)).toBe(first);
  expect(await choices(8)).not.toBe(first);
});

test("the real limit lets 1,200 calls pass in five minutes, and no more until they are over", async () => {
  const clock = fakeClock();
  const { request } = await start({ callLimit: true }, clock);
  const first = await request("GET", "");
  expect(first.headers.get("ratelimit")).toBe('"default";r=1199;t=300');
  for (let n = 1; n < 1_200; n++) await request("GET", "");
  clock.advance("4m");
  const refused = await request("GET", "");
  expect(refused).toMatchObject({ status: 429, codes: [971] });
  expect(refused.headers.get("retry-after")).toBe("60");
  clock.advance("1m");
  expect(await request("GET", "")).toMatchObject({ status: 200 });
});

test("calls take the configured time", async () => {
  const clock = fakeClock(0);
  const { request } = await start({ latency: [100, 200] }, clock);
  await request("GET", "");
  expect(clock.now()).toBeGreaterThanOrEqual(100);
  expect(clock.now()).toBeLessThan(200);
});

test("stale reads keep their results, even missing ones, for the configured time", async () => {
  const clock = fakeClock();
  const { namespace, request } = await start({ stale: 60 }, clock);
  const id = await namespace("stale");
  const value = () => request("GET", `/${id}/values/a`);
  const keys = async () => (await request("GET", `/${id}/keys`)).result;
  expect(await value()).toMatchObject({ status: 404 });
  expect(await keys()).toEqual([]);
  await request("PUT", `/${id}/values/a`, { body: "1" });
  clock.advance("59s");
  expect(await value()).toMatchObject({ status: 404 });
  expect(await keys()).toEqual([]);
  clock.advance("1s");
  expect(await value()).toMatchObject({ text: "1" });
  expect(await keys()).toEqual([{ name: "a" }]);
  await request("DELETE", `/${id}/values/a`);
  expect(await value()).toMatchObject({ text: "1" });
});

test("a stale read returns nothing that has expired", async () => {
  const clock = fakeClock();
  const { namespace, request } = await start({ stale: 3_600 }, clock);
  const id = await namespace("stale");
  await request("PUT", `/${id}/values/a?expiration_ttl=120`, { body: "1" });
  expect(await request("GET", `/${id}/values/a`)).toMatchObject({ text: "1" });
  clock.advance("3m");
  expect(await request("GET", `/${id}/values/a`)).toMatchObject({ status: 404 });
});

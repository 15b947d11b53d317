import { createMemoryKv } from "../../../src/testing/memory-kv/memory-kv.ts";
import { decodeTagged, encodeTagged } from "../../workerd/tagged.ts";
import type { AnyKv } from "./attempt.ts";
import { doJob, type Job } from "./jobs.ts";

interface Env {
  readonly CACHE: AnyKv;
  readonly RECORDS: AnyKv;
}

/** Does jobs inside workerd, with its own KV or with the memory KV. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const job = decodeTagged(await request.json()) as Job;
    const isMemory = new URL(request.url).pathname === "/memory";
    // What a broken stream leaves behind is nothing that the others should find.
    const real = job.kind === "fact" ? env.RECORDS : env.CACHE;
    const kv = isMemory ? (createMemoryKv() as unknown as AnyKv) : real;
    const outcome = await doJob(kv, job);
    await removeAll(env.CACHE);
    return Response.json(encodeTagged(outcome));
  },
};

async function removeAll(kv: AnyKv): Promise<void> {
  const { keys } = (await kv.list()) as { keys: readonly { name: string }[] };
  await Promise.all(keys.map(({ name }) => kv.delete(name)));
}

/** What tests of a Worker with Keyloom need. The memory KV runs anywhere; the local Cloudflare needs Node. */
export { type Clock, type FakeClock, fakeClock } from "../repeatable/clock.ts";
export {
  type Faults,
  type LocalCloudflare,
  type LocalCloudflareOptions,
  startLocalCloudflare,
} from "./local-cloudflare.ts";
export type {
  KvGetOptions,
  KvListOptions,
  KvListResult,
  KvPutOptions,
  KvWithMetadata,
  MemoryKv,
} from "./memory-kv/binding.ts";
export { createMemoryKv, type MemoryKvOptions } from "./memory-kv/memory-kv.ts";
export type { FailureStatus, KvOperation, RandomFailures } from "./production/failures.ts";
export type { Operations } from "./production/gate.ts";
export type { Production } from "./production/production.ts";

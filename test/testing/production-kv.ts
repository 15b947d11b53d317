import { createMemoryKv, fakeClock, type Production } from "../../src/testing/index.ts";

/** A memory KV that plays production, with the clock that it goes by. */
export function production(options: Production) {
  const clock = fakeClock(Date.UTC(2026, 10, 24));
  return { clock, kv: createMemoryKv({ clock, production: options }) };
}

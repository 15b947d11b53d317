import { createKvClient, type KvClient } from "../cloudflare/client.ts";

/** A client for the account of the environment's token, which reports on standard error why it waits. */
export function accountClient(): KvClient {
  return createKvClient({
    onFailure: (what) => console.error(`keyloom: ${what}; trying again`),
  });
}

import { createKvClient, type KvClient } from "../cloudflare/client.ts";

/** A client for the account of the environment's token, which says on standard error what keeps it waiting. */
export function accountClient(): KvClient {
  return createKvClient({
    onFailure: (what) => console.error(`keyloom: ${what}; trying again`),
  });
}

import type { KvClient } from "../../src/cloudflare/client.ts";
import { processPace } from "./pace.ts";
import type { SeedTarget } from "./send.ts";

/** A key as a list has it. */
export type ListedKey = Awaited<ReturnType<KvClient["keys"]["list"]>>["result"][number];

/**
 * Lists keys, a thousand per call, within the rate; the SDK repeats calls that fail. The SDK's own paging
 * ends at an empty page, which need not be the last.
 */
export async function* listKeys(
  { client, accountId, namespaceId, pace = processPace }: SeedTarget,
  prefix: string,
): AsyncGenerator<ListedKey> {
  let cursor: string | undefined;
  do {
    await pace.turn();
    const { result, result_info } = await client.keys.list(namespaceId, {
      account_id: accountId,
      prefix,
      ...(cursor !== undefined && { cursor }),
    });
    yield* result;
    cursor = result_info?.cursor;
  } while (cursor);
}

import type { SeedPair } from "../../schema/seed/record.ts";
import { MAX_BULK_WRITE_BYTES, MAX_BULK_WRITE_PAIRS } from "../../src/runtime/limits.ts";

/** A pair as the bulk endpoint takes it. */
export interface BulkPair {
  readonly key: string;
  readonly value: string;
  readonly base64?: boolean;
  readonly metadata?: unknown;
  readonly expiration?: number;
  readonly expiration_ttl?: number;
}

/** A pair and the form in which it travels. */
export interface Prepared {
  readonly pair: SeedPair;
  readonly bulk: BulkPair;
}

/** Pairs a call: a fifth of what the endpoint takes, because full calls have timed out in production. */
const BATCH_PAIRS = Math.min(2_000, MAX_BULK_WRITE_PAIRS);

/** Bytes a call, for the same reason. */
const BATCH_BYTES = MAX_BULK_WRITE_BYTES / 4;

/** Cuts pairs into calls by count and by the bytes of their JSON. A larger pair travels alone. */
export async function* batches(
  pairs: AsyncIterable<SeedPair>,
): AsyncGenerator<readonly Prepared[]> {
  let batch: Prepared[] = [];
  let bytes = 0;
  for await (const pair of pairs) {
    const bulk = bulkPair(pair);
    const size = Buffer.byteLength(JSON.stringify(bulk)) + 1;
    if (batch.length === BATCH_PAIRS || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ pair, bulk });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

function bulkPair({ key, value, metadata, expiration, expirationTtl }: SeedPair): BulkPair {
  return {
    key,
    ...(typeof value === "string"
      ? { value }
      : { value: Buffer.from(value).toString("base64"), base64: true }),
    ...(metadata !== undefined && { metadata }),
    ...(expiration !== undefined && { expiration }),
    ...(expirationTtl !== undefined && { expiration_ttl: expirationTtl }),
  };
}

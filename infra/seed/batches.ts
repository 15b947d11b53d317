import type { SeedPair } from "../../schema/seed/record.ts";
import { MAX_BULK_WRITE_BYTES } from "../../src/runtime/limits.ts";
import { Batch } from "./batch.ts";
import type { BatchSize } from "./batch-size.ts";

/** A record to write. */
export interface Changed {
  readonly pair: SeedPair;
  /** The number of its entry in the seed's manifest. */
  readonly entry: number;
}

/** Bytes per call: several calls are in memory at once, and a slow connection must send each in two minutes. */
const BATCH_BYTES = MAX_BULK_WRITE_BYTES / 12.5;

/**
 * Splits records into calls by count and by the bytes of their JSON. A larger record has its own call.
 *
 * @param free empty batches of finished calls, for reuse.
 */
export async function* batches(
  records: AsyncIterable<Changed>,
  size: BatchSize,
  free: Batch[] = [],
): AsyncGenerator<Batch> {
  let batch = free.pop() ?? new Batch();
  for await (const { pair, entry } of records) {
    const json = JSON.stringify(bulkPair(pair));
    const length = Buffer.byteLength(json);
    const isFull = batch.size >= size.pairs || batch.bytes + length > BATCH_BYTES;
    if (batch.size > 0 && isFull) {
      yield batch;
      batch = free.pop() ?? new Batch();
    }
    batch.add(json, length, entry);
    if (pair.follows === true) batch.follows = true;
  }
  if (batch.size > 0) yield batch;
}

/** A pair in the form of the bulk endpoint. */
function bulkPair({ key, value, metadata, expiration, expirationTtl }: SeedPair): object {
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

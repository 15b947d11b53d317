import type { SeedPair } from "../../schema/seed/record.ts";
import { MAX_BULK_WRITE_BYTES } from "../../src/runtime/limits.ts";
import type { BatchSize } from "./batch-size.ts";

/** A pair as the bulk endpoint takes it. */
export interface BulkPair {
  readonly key: string;
  readonly value: string;
  readonly base64?: boolean;
  readonly metadata?: unknown;
  readonly expiration?: number;
  readonly expiration_ttl?: number;
}

/** A record on its way: its entry in the manifest, and the form in which it travels. */
export interface Parcel {
  readonly entry: Buffer;
  readonly bulk: BulkPair;
  /** Whether it is written only when all before it are. */
  readonly follows: boolean;
}

/** Bytes a call: several calls are in memory at once, and a slow line has to bring each in two minutes. */
const BATCH_BYTES = MAX_BULK_WRITE_BYTES / 12.5;

/** Cuts records into calls by count and by the bytes of their JSON. A larger one travels alone. */
export async function* batches(
  parcels: AsyncIterable<Parcel>,
  size: BatchSize,
): AsyncGenerator<readonly Parcel[]> {
  let batch: Parcel[] = [];
  let bytes = 0;
  for await (const parcel of parcels) {
    const length = Buffer.byteLength(JSON.stringify(parcel.bulk)) + 1;
    if (batch.length >= size.pairs || (batch.length > 0 && bytes + length > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(parcel);
    bytes += length;
  }
  if (batch.length > 0) yield batch;
}

export function parcelOf(pair: SeedPair, entry: Buffer): Parcel {
  const { key, value, metadata, expiration, expirationTtl, follows = false } = pair;
  const bulk: BulkPair = {
    key,
    ...(typeof value === "string"
      ? { value }
      : { value: Buffer.from(value).toString("base64"), base64: true }),
    ...(metadata !== undefined && { metadata }),
    ...(expiration !== undefined && { expiration }),
    ...(expirationTtl !== undefined && { expiration_ttl: expirationTtl }),
  };
  return { entry, bulk, follows };
}

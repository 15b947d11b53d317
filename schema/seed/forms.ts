import type { Encoding } from "../../src/runtime/accept-encoding.ts";
import { formKey, formTag } from "../../src/runtime/compressed-forms.ts";
import { MAX_KEY_BYTES } from "../../src/runtime/limits.ts";
import { exceedsBytes } from "../../src/runtime/text.ts";
import type { CollectionModel } from "../model.ts";
import { compress } from "./compress.ts";
import type { AssetRecord, SeedPair } from "./record.ts";

/** A smaller file fits into one network packet as it is. */
const MIN_BYTES = 1_024;

/** Formats that are text, or bytes that are not compressed yet. */
const COMPRESSIBLE =
  /^text\/|^application\/(?:javascript|json|manifest\+json|wasm|xml)\b|\+(?:json|xml)\b|^font\/(?:otf|ttf)$|^image\/(?:bmp|svg\+xml|vnd\.microsoft\.icon|x-icon)$/;

/**
 * Yields the pair of a file and those of its compressed forms: each form that the collection wants and that
 * is smaller than the file. Pairs of other collections stay as they are.
 */
export async function* withForms(
  pair: SeedPair,
  { serve }: CollectionModel,
): AsyncGenerator<SeedPair> {
  if (serve === undefined || serve.precompress.length === 0) {
    yield pair;
    return;
  }
  const bytes = pair.value as Uint8Array;
  const metadata = pair.metadata as AssetRecord["metadata"];
  const encodings: Partial<Record<Encoding, number>> = {};
  const forms: SeedPair[] = [];
  if (bytes.byteLength >= MIN_BYTES && COMPRESSIBLE.test(metadata.contentType)) {
    for (const encoding of serve.precompress) {
      const key = formKey(pair.key, encoding);
      const value = await compress(bytes, metadata.etag, encoding);
      if (exceedsBytes(key, MAX_KEY_BYTES) || value.byteLength >= bytes.byteLength) continue;
      const size = value.byteLength;
      encodings[encoding] = size;
      const etag = formTag(metadata.etag, encoding);
      forms.push({ ...pair, key, value, metadata: { ...metadata, etag, size } });
    }
  }
  // The file comes last: the forms that it names are there before it.
  yield* forms;
  yield forms.length === 0
    ? pair
    : { ...pair, metadata: { ...metadata, encodings }, follows: true };
}

import { promisify } from "node:util";
import type { Encoding } from "../../src/runtime/accept-encoding.ts";

/**
 * Up to this size, brotli takes what time it needs: 1.5 s a megabyte. Larger files are data more often than pages, and
 * quality 9 takes a seventeenth of the time for 7 to 13% more bytes, still fewer than gzip's.
 */
const MAX_BEST_BYTES = 1_048_576;

/** How many bytes of compressed forms are remembered. */
const MAX_REMEMBERED_BYTES = 67_108_864;

/** Node's compression, loaded only when needed: each command reads schemas, but few have a file to compress. */
const compressors: Readonly<Record<Encoding, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  br: async (bytes) => {
    const { brotliCompress, constants } = await import("node:zlib");
    const isLarge = bytes.byteLength > MAX_BEST_BYTES;
    const params = {
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
      [constants.BROTLI_PARAM_QUALITY]: isLarge ? 9 : constants.BROTLI_MAX_QUALITY,
    };
    return promisify(brotliCompress)(bytes, { params });
  },
  gzip: async (bytes) => {
    const { constants, gzip } = await import("node:zlib");
    return promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });
  },
};

/** The forms that were made last, by entity tag and encoding, in the order in which they were made. */
const remembered = new Map<string, Uint8Array>();
let rememberedBytes = 0;

/**
 * Compresses a file. A run reads the files of a seed more than once, to compare and to send them, and compresses them
 * once.
 *
 * @param etag the file's entity tag, which follows from its bytes.
 */
export async function compress(
  bytes: Uint8Array,
  etag: string,
  encoding: Encoding,
): Promise<Uint8Array> {
  const id = `${encoding} ${etag}`;
  const known = remembered.get(id);
  if (known !== undefined) return known;
  const compressed = await compressors[encoding](bytes);
  // Another collection may have the same file at the same time.
  if (!remembered.has(id)) rememberedBytes += compressed.byteLength;
  remembered.set(id, compressed);
  for (const [oldest, { byteLength }] of remembered) {
    if (rememberedBytes <= MAX_REMEMBERED_BYTES) break;
    remembered.delete(oldest);
    rememberedBytes -= byteLength;
  }
  return compressed;
}

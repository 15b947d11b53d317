import type { Faults, LocalCloudflare, LocalCloudflareOptions } from "../cloudflare/local/index.ts";

export type { Faults, LocalCloudflare, LocalCloudflareOptions };

/**
 * Starts the KV part of Cloudflare's REST API on loopback, over Miniflare's KV: namespaces, values,
 * metadata, keys and bulk, with the real limits, envelopes and error codes. The data stays in a folder,
 * which only one local Cloudflare at a time can use. For Node; needs `miniflare`.
 *
 * @throws CannotRunError if another one uses the folder, or the folder's list of namespaces cannot be read.
 */
export async function startLocalCloudflare(
  options: LocalCloudflareOptions,
): Promise<LocalCloudflare> {
  // Loaded here, so that tests that use only the memory KV load neither Miniflare nor Node's modules.
  const local = await import("../cloudflare/local/index.ts");
  return local.startLocalCloudflare(options);
}

import { Namespaces } from "cloudflare/resources/kv/namespaces/namespaces";
import { createClient } from "cloudflare/tree-shakable";

/**
 * The KV part of Cloudflare's official SDK; the whole of it would make the package many times
 * larger. The token and the base URL come from `CLOUDFLARE_API_TOKEN` and `CLOUDFLARE_BASE_URL`
 * where they are not given.
 */
export function createKvClient(options: { readonly baseUrl?: string; readonly apiToken?: string }) {
  const { baseUrl, apiToken } = options;
  return createClient({
    resources: [Namespaces],
    ...(baseUrl !== undefined && { baseURL: baseUrl }),
    ...(apiToken !== undefined && { apiToken }),
    // Waits as long as `retry-after` says.
    maxRetries: 5,
  }).kv.namespaces;
}

/** The SDK's resource for KV namespaces, with their keys, values and metadata. */
export type KvClient = ReturnType<typeof createKvClient>;

/**
 * Where Cloudflare's API is. Its official SDK has the same, and takes half a second to load:
 * https://github.com/cloudflare/cloudflare-typescript/blob/main/src/client.ts
 */
const CLOUDFLARE = "https://api.cloudflare.com/client/v4";

/** The base URL of the API: one that is given, or else that of the environment, or Cloudflare's own. */
export function apiUrl(given?: string): string {
  return given || process.env["CLOUDFLARE_BASE_URL"] || CLOUDFLARE;
}

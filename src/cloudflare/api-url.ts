import { CannotRunError } from "../../schema/cannot-run.ts";

/**
 * Where Cloudflare's API is. Its official SDK has the same URL, but takes half a second to load:
 * https://github.com/cloudflare/cloudflare-typescript/blob/main/src/client.ts
 */
export const CLOUDFLARE_API = "https://api.cloudflare.com/client/v4";

/**
 * The base URL of the API: the given one, or else that of the environment, or Cloudflare's own.
 *
 * @throws CannotRunError if it is not a URL.
 */
export function apiUrl(given?: string): string {
  const url = given || process.env["CLOUDFLARE_BASE_URL"] || CLOUDFLARE_API;
  if (URL.canParse(url)) return url;
  throw new CannotRunError(
    `the base URL of Cloudflare's API is ${JSON.stringify(url)}, which is not a URL`,
    {
      help: `Set ${given ? "it" : "CLOUDFLARE_BASE_URL"} to a URL such as ${CLOUDFLARE_API}, or leave it out.`,
    },
  );
}

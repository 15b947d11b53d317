import { APIConnectionError } from "cloudflare/error";
import { NOT_CLOUDFLARE } from "../../src/cloudflare/told-fetch.ts";

/**
 * The keys that a bulk call has left out.
 *
 * @param answer what the SDK makes of the answer: `undefined` if that has no `result`.
 * @throws APIConnectionError if it has none: whatever answered in the API's place has done nothing.
 */
export function unsuccessfulKeys(
  answer: { readonly unsuccessful_keys?: readonly string[] } | null | undefined,
): ReadonlySet<string> {
  if (answer === undefined) throw new APIConnectionError({ cause: new Error(NOT_CLOUDFLARE) });
  return new Set(answer?.unsuccessful_keys);
}

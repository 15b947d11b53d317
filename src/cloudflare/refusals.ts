import { WHERE_ACCOUNT_IDS_ARE } from "./account-id.ts";

/** Cloudflare's code for a namespace that does not exist. */
export const NAMESPACE_NOT_FOUND = 10013;

/** Cloudflare's codes for what cannot be routed: the account's id in the path is invalid. */
const NO_ROUTE: readonly number[] = [7000, 7003];

/**
 * Its codes for tokens that are wrong (1000, 6003), missing (9106), or not allowed to do this: all from answers
 * that people have published.
 */
const NOT_ALLOWED: readonly number[] = [1000, 6003, 9106, 9109, 10000, 10001];

/**
 * Says what to do if Cloudflare rejects every call, at least to this namespace.
 *
 * @param codes Cloudflare's own codes, from its answer.
 * @returns `undefined` if it rejects only this call.
 */
export function refusalHelp(
  status: number | undefined,
  codes: readonly number[],
): string | undefined {
  const has = (known: readonly number[]) => codes.some((code) => known.includes(code));
  if (has(NO_ROUTE)) {
    return `Cloudflare knows no account with this id: ${WHERE_ACCOUNT_IDS_ARE}.`;
  }
  if (has(NOT_ALLOWED) || status === 401 || status === 403) {
    return "The token is missing, wrong, or not allowed to do this: it needs the permission Workers KV Storage: Edit in this account.";
  }
  if (codes.includes(NAMESPACE_NOT_FOUND)) {
    return "The namespace is no longer in the account: run `pulumi refresh`, and the next `pulumi up` creates another one. Its id is new: `keyloom wrangler` writes it into the wrangler file.";
  }
  return undefined;
}

import { WHERE_ACCOUNT_IDS_ARE } from "./account-id.ts";

/** Cloudflare's codes for what cannot be routed: an account's id in the path is none. */
const NO_ROUTE: readonly number[] = [7000, 7003];

/**
 * Its codes for tokens that are wrong (1000, 6003), missing (9106), or may not do what they are asked to: all
 * from answers that people have shown in the open.
 */
const NOT_ALLOWED: readonly number[] = [1000, 6003, 9106, 9109, 10000, 10001];

/**
 * Says what to do where Cloudflare refuses whatever is asked of it.
 *
 * @param codes Cloudflare's own, of its answer.
 * @returns `undefined` where it is this one call that it refuses.
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
  return undefined;
}

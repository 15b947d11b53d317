import { isId } from "./is-id.ts";

/**
 * Says what is wrong with the form of an account's id.
 *
 * @param where where it is given, for people.
 * @returns `undefined` if it may be one.
 */
export function accountIdProblem(id: unknown, where: string): string | undefined {
  if (isId(id)) return undefined;
  return `${where} is ${JSON.stringify(id)}, which is not a Cloudflare account's id (32 hexadecimal digits)`;
}

/** Where people find the id of their account. */
export const WHERE_ACCOUNT_IDS_ARE =
  "`wrangler whoami` shows it, and so does the dashboard under Workers & Pages";

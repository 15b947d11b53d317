/** What Cloudflare gives an account. */
const ACCOUNT_ID = /^[0-9a-f]{32}$/;

/**
 * Says what is wrong with an account's id by its looks.
 *
 * @param where who has given it, for people.
 * @returns `undefined` where it may be one.
 */
export function accountIdProblem(id: unknown, where: string): string | undefined {
  if (typeof id === "string" && ACCOUNT_ID.test(id)) return undefined;
  return `${where} is ${JSON.stringify(id)}, which is not a Cloudflare account's id (32 hexadecimal digits)`;
}

/** Where people find the id of their account. */
export const WHERE_ACCOUNT_IDS_ARE =
  "`wrangler whoami` shows it, and so does the dashboard under Workers & Pages";

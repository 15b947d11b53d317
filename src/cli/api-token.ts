import { CannotRunError } from "../../schema/cannot-run.ts";

/**
 * Checks that there is a token, before anything is asked of the account.
 *
 * @param what what it is for: `read the stage`.
 * @throws CannotRunError if there is none.
 */
export function checkApiToken(what: string): void {
  if (process.env["CLOUDFLARE_API_TOKEN"]) return;
  throw new CannotRunError(`there is no API token to ${what} with`, {
    help: "Set CLOUDFLARE_API_TOKEN to a token that may read Workers KV Storage.",
  });
}

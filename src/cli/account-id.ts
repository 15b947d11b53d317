import { CannotRunError } from "../../schema/cannot-run.ts";
import { accountIdProblem, WHERE_ACCOUNT_IDS_ARE } from "../cloudflare/account-id.ts";

/** @throws CannotRunError if it is not the id of an account. */
export function checkAccountId(account: string): void {
  const problem = accountIdProblem(account, "`--account`");
  if (problem === undefined) return;
  throw new CannotRunError(problem, { help: `${WHERE_ACCOUNT_IDS_ARE}.` });
}

import { adoptByTitle } from "../../infra/adopt-by-title.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { explainApiError } from "../cloudflare/client.ts";
import { accountClient } from "./account-client.ts";
import { checkAccountId } from "./account-id.ts";
import { checkApiToken } from "./api-token.ts";
import { printProblems } from "./print-problems.ts";
import { checkStage } from "./stage-option.ts";

/**
 * `keyloom adopt`: finds the namespaces of a stage in an account by their titles, and prints what the
 * stack's `adopt` takes. It changes nothing.
 */
export async function run(options: {
  schema: string;
  account: string;
  stage: string;
}): Promise<number> {
  const { schema, account, stage } = options;
  checkAccountId(account);
  checkStage(stage);
  checkApiToken("list the namespaces");
  const { model, problems } = await compileFile(schema);
  if (problems.length > 0) return printProblems(problems, "pretty", "");
  const namespaces = accountClient().list({ account_id: account });
  const { adopt, missing } = await adoptByTitle(model, stage, namespaces).catch((error) => {
    throw explainApiError(error);
  });
  for (const title of missing) console.error(`${title} is not in the account`);
  console.log(JSON.stringify(adopt));
  return 0;
}

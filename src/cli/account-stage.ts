import { adoptByTitle } from "../../infra/adopt-by-title.ts";
import type { CopyEnd } from "../../infra/copy/copy-stage.ts";
import { localPace } from "../../infra/seed/pace.ts";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Model } from "../../schema/model.ts";
import { explainApiError } from "../cloudflare/client.ts";
import { accountClient } from "./account-client.ts";
import { withoutTwins } from "./without-twins.ts";

/**
 * Finds the namespaces of a stage in an account by their titles; twins are left out.
 *
 * @throws CannotRunError if one is missing, or the API rejects a call.
 */
export async function accountStage(
  model: Model,
  accountId: string,
  stage: string,
): Promise<CopyEnd> {
  const { adopt, missing } = await adoptByTitle(
    withoutTwins(model),
    stage,
    accountClient().list({ account_id: accountId }),
  ).catch((error: unknown) => {
    throw explainApiError(error);
  });
  if (missing.length > 0) {
    const titles = missing.map((title) => JSON.stringify(title)).join(", ");
    throw new CannotRunError(`the account has no namespace titled ${titles}`, {
      help: `Provision the stage ${stage} first, or correct its name. If its namespaces were adopted with their own titles, give its outputs: \`pulumi stack output --json | keyloom seed --outputs - …\`.`,
    });
  }
  return accountEnd(
    accountId,
    Object.entries(adopt).map(([binding, { id }]) => ({ binding, id })),
  );
}

/** Namespaces of an account, given by their ids. */
export function accountEnd(
  accountId: string,
  namespaces: readonly { readonly binding: string; readonly id: string }[],
): CopyEnd {
  return {
    client: accountClient(),
    accountId,
    namespaces: Object.fromEntries(namespaces.map(({ binding, id }) => [binding, id])),
    ...(isLocal(process.env["CLOUDFLARE_BASE_URL"]) && { pace: localPace() }),
  };
}

/** Whether a base URL is that of a local Cloudflare, as `keyloom dev` has it. */
function isLocal(baseUrl: string | undefined): boolean {
  const host = URL.parse(baseUrl ?? "")?.hostname ?? "";
  return ["127.0.0.1", "localhost", "[::1]"].includes(host);
}

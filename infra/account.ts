import * as pulumi from "@pulumi/pulumi";
import { accountIdProblem, WHERE_ACCOUNT_IDS_ARE } from "../src/cloudflare/account-id.ts";
import { refusalHelp } from "../src/cloudflare/refusals.ts";
import { token } from "./seed/credentials.ts";

/** Where Cloudflare's API is: as seeds find it. */
function apiUrl(): string {
  const configured = new pulumi.Config("cloudflare").get("baseUrl");
  const url = configured || process.env["CLOUDFLARE_BASE_URL"];
  return url || "https://api.cloudflare.com/client/v4";
}

/** Milliseconds after which a preview goes on without an answer. */
const TIMEOUT = 10_000;

/** @throws RunError for what is no account's id by its looks, at once where that is a plain string. */
export function checkAccountId(accountId: pulumi.Input<string>): pulumi.Input<string> {
  const check = (id: string) => {
    const problem = accountIdProblem(id, nameOf(id));
    if (problem === undefined) return id;
    throw new pulumi.RunError(`${problem}: ${WHERE_ACCOUNT_IDS_ARE}`);
  };
  return typeof accountId === "string" ? check(accountId) : pulumi.output(accountId).apply(check);
}

/**
 * Asks Cloudflare in a preview whether it knows the account, and whether the token may use its KV: of a new
 * stack only `up` would tell, after the plan has been looked at and in the words of the provider. Where
 * there is no token, or Cloudflare cannot be reached, the preview goes on.
 *
 * @throws RunError in the output, where Cloudflare refuses.
 */
export function checkAccess(accountId: pulumi.Input<string>, baseUrl = apiUrl()): void {
  if (!pulumi.runtime.hasEngine() || !pulumi.runtime.isDryRun()) return;
  pulumi.all([accountId, token()]).apply(async ([id, given]) => {
    if (given === undefined) return;
    const refused = await refusal(`${baseUrl}/accounts/${id}/storage/kv/namespaces`, given);
    if (refused === undefined) return;
    const where = `${nameOf(id)} of the stack ${pulumi.getStack()}`;
    throw new pulumi.RunError(`Cloudflare refuses the account ${id}, ${where}: ${refused}`);
  });
}

/** What people know an account's id by: the configuration that it is from, where it has the usual name. */
function nameOf(accountId: string): string {
  const isConfigured = new pulumi.Config().get("accountId") === accountId;
  return isConfigured ? `${pulumi.getProject()}:accountId` : "accountId";
}

/** Why an account's namespaces may not be listed, with what to do. */
async function refusal(url: string, apiToken: string): Promise<string | undefined> {
  const answer = await fetch(`${url}?per_page=5`, {
    headers: { authorization: `Bearer ${apiToken}` },
    signal: AbortSignal.timeout(TIMEOUT),
  })
    .then(async (response) => ({ status: response.status, body: await response.json() }))
    // What is no answer of the API's says nothing of the account.
    .catch(() => undefined);
  const { errors = [] } = (answer?.body ?? {}) as { errors?: readonly Reason[] };
  const help = refusalHelp(
    answer?.status,
    errors.map(({ code }) => code),
  );
  if (help === undefined) return undefined;
  const reasons = errors.map(({ code, message }) => `${message} (code ${code})`).join("; ");
  return `${reasons || `status ${answer?.status}`}\nhelp: ${help}`;
}

interface Reason {
  readonly code: number;
  readonly message: string;
}

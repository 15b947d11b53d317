import * as pulumi from "@pulumi/pulumi";
import { accountIdProblem, WHERE_ACCOUNT_IDS_ARE } from "../src/cloudflare/account-id.ts";
import { apiUrl } from "../src/cloudflare/api-url.ts";
import { refusalHelp } from "../src/cloudflare/refusals.ts";
import { hasEngine } from "./has-engine.ts";
import { token } from "./seed/credentials.ts";

/** Milliseconds after which a program goes on without an answer. */
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
 * Asks Cloudflare whether it knows the account, and whether the token may use its KV: of a new stack only the
 * provider would tell, in the words of the API, when the plan has been looked at. Where there is no token, or
 * Cloudflare cannot be reached, the program goes on.
 *
 * @returns the account's id, for resources: what is made of it waits for the answer.
 * @throws RunError in the output, where Cloudflare refuses.
 */
export function checkAccess(
  accountId: pulumi.Input<string>,
  baseUrl: string | undefined,
): pulumi.Input<string> {
  if (!hasEngine()) return accountId;
  const api = apiUrl(baseUrl ?? new pulumi.Config("cloudflare").get("baseUrl"));
  const answer = pulumi.all([accountId, token()]).apply(async ([id, given]) => {
    if (given === undefined) return;
    const refused = await refusal(`${api}/accounts/${id}/storage/kv/namespaces`, given);
    if (refused === undefined) return;
    const where = `${nameOf(id)} of the stack ${pulumi.getStack()}`;
    throw refusedError(`Cloudflare refuses the account ${id}, ${where}: ${refused}`);
  });
  // The answer is a secret where the token is one, and says nothing of it.
  return pulumi.all([accountId, pulumi.unsecret(answer)]).apply(([id]) => id);
}

/**
 * An error that keeps its message. Pulumi puts `error serializing property "accountId": ` in front of it for each
 * resource that waits for the answer, one after the other.
 */
function refusedError(message: string): pulumi.RunError {
  return Object.defineProperty(new pulumi.RunError(), "message", { get: () => message, set() {} });
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

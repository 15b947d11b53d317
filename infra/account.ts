import * as pulumi from "@pulumi/pulumi";
import { accountIdProblem, WHERE_ACCOUNT_IDS_ARE } from "../src/cloudflare/account-id.ts";
import { apiUrl } from "../src/cloudflare/api-url.ts";
import { getJson } from "../src/cloudflare/get-json.ts";
import { refusalHelp } from "../src/cloudflare/refusals.ts";
import { isTemporary } from "../src/cloudflare/temporary.ts";
import { NOT_CLOUDFLARE, NoAnswerError, unreachable } from "../src/cloudflare/told-fetch.ts";
import { MAX_LIST_NAMESPACES } from "../src/runtime/limits.ts";
import { hasEngine } from "./has-engine.ts";
import { token } from "./seed/credentials.ts";

/** Milliseconds after which a program continues without an answer. */
const TIMEOUT = 10_000;

/** @throws RunError for what does not have the form of an account's id; immediately, if it is a plain string. */
export function checkAccountId(accountId: pulumi.Input<string>): pulumi.Input<string> {
  const check = (id: string) => {
    const problem = accountIdProblem(id, nameOf(id));
    if (problem === undefined) return id;
    throw new pulumi.RunError(`${problem}: ${WHERE_ACCOUNT_IDS_ARE}`);
  };
  return typeof accountId === "string" ? check(accountId) : pulumi.output(accountId).apply(check);
}

/** An account that Cloudflare was asked about. */
export interface Access {
  /** The account's id, for resources: whatever uses it waits for the answer. */
  readonly accountId: pulumi.Input<string>;
  /** The ids of the account's namespaces, by title; none if it could not be asked. */
  readonly titles: pulumi.Output<ReadonlyMap<string, string>>;
}

/**
 * Asks Cloudflare whether it knows the account, and whether the token may use its KV: for a new stack only the
 * provider would report it, in the words of the API, after the preview was confirmed. Without a token the program
 * continues, and if Cloudflare cannot be reached, it continues with a warning.
 *
 * @param stack the resource that the warning belongs to.
 * @throws RunError in the output, if Cloudflare rejects the call.
 */
export function checkAccess(
  accountId: pulumi.Input<string>,
  baseUrl: string | undefined,
  stack: pulumi.Resource,
): Access {
  if (!hasEngine()) return notAsked(accountId);
  const api = apiUrl(baseUrl ?? new pulumi.Config("cloudflare").get("baseUrl"));
  const answer = pulumi.all([accountId, token()]).apply(async ([id, given]) => {
    if (given === undefined) return NO_TITLES;
    const { refused, titles } = await listTitles(api, id, given, stack);
    if (refused === undefined) return titles;
    const where = `${nameOf(id)} of the stack ${pulumi.getStack()}`;
    throw refusedError(`Cloudflare refuses the account ${id}, ${where}: ${refused}`);
  });
  // The answer is a secret if the token is one, although it reveals nothing of it.
  const titles = pulumi.unsecret(answer);
  return { accountId: pulumi.all([accountId, titles]).apply(([id]) => id), titles };
}

/** An account that is not asked about. */
export function notAsked(accountId: pulumi.Input<string>): Access {
  return { accountId, titles: pulumi.output(NO_TITLES) };
}

const NO_TITLES: ReadonlyMap<string, string> = new Map();

/**
 * An error that keeps its message. Pulumi puts `error serializing property "accountId": ` in front of it for each
 * resource that waits for the answer, one after the other.
 */
function refusedError(message: string): pulumi.RunError {
  return Object.defineProperty(new pulumi.RunError(), "message", { get: () => message, set() {} });
}

/** The name of an account's id for people: the configuration that it is from, if that has the usual name. */
function nameOf(accountId: string): string {
  const isConfigured = new pulumi.Config().get("accountId") === accountId;
  return isConfigured ? `${pulumi.getProject()}:accountId` : "accountId";
}

/** The titles of an account's namespaces; or why they may not be listed, with what to do. */
async function listTitles(
  api: string,
  accountId: string,
  apiToken: string,
  stack: pulumi.Resource,
): Promise<{
  readonly refused?: string | undefined;
  readonly titles: ReadonlyMap<string, string>;
}> {
  const warn = (what: string) => {
    // A log that the engine does not take stops nothing.
    void pulumi.log.warn(`${what}: the account and the token could not be checked`, stack);
  };
  const answer = await getJson(
    `${api}/accounts/${accountId}/storage/kv/namespaces?per_page=${MAX_LIST_NAMESPACES}`,
    {
      headers: { authorization: `Bearer ${apiToken}` },
      signal: AbortSignal.timeout(TIMEOUT),
    },
  ).catch((error: Error) => {
    warn(unreachable(new NoAnswerError(api, error)));
    return undefined;
  });
  const { errors, result } = (answer?.body ?? {}) as Answer;
  if (answer !== undefined) {
    const { status } = answer;
    if (isTemporary(status)) warn(`Cloudflare answered ${status}`);
    else if (status === 200 && !Array.isArray(result)) {
      warn(unreachable(new NoAnswerError(api, new Error(NOT_CLOUDFLARE))));
    }
  }
  // What answers in the API's place, such as a proxy, may send something else.
  const reasons = Array.isArray(errors) ? errors : [];
  const namespaces = Array.isArray(result) ? result : [];
  const help = refusalHelp(
    answer?.status,
    reasons.map(({ code }) => code),
  );
  const titles = new Map(namespaces.map(({ id, title }) => [title, id]));
  if (help === undefined) return { titles };
  const why = reasons.map(({ code, message }) => `${message} (code ${code})`).join("; ");
  return { refused: `${why || `status ${answer?.status}`}\nhelp: ${help}`, titles };
}

/** What the API answers to a list, as far as it is used. */
interface Answer {
  readonly errors?: Reason[] | null;
  readonly result?: { readonly id: string; readonly title: string }[] | null;
}

interface Reason {
  readonly code: number;
  readonly message: string;
}

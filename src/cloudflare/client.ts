import { APIConnectionError, APIError } from "cloudflare/error";
import { Namespaces } from "cloudflare/resources/kv/namespaces/namespaces";
import { createClient } from "cloudflare/tree-shakable";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { apiUrl, CLOUDFLARE_API } from "./api-url.ts";
import { refusalHelp } from "./refusals.ts";
import { NoAnswerError, toldFetch, unreachable } from "./told-fetch.ts";

/**
 * The KV part of Cloudflare's official SDK; all of it would make the package many times larger. The token and
 * the base URL default to `CLOUDFLARE_API_TOKEN` and `CLOUDFLARE_BASE_URL`.
 */
export function createKvClient(options: {
  readonly baseUrl?: string;
  readonly apiToken?: string;
  /** Makes the calls; by default `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Called now and then about failed calls that are repeated. */
  readonly onFailure?: (what: string) => void;
}) {
  const { apiToken, fetch, onFailure } = options;
  const url = apiUrl(options.baseUrl);
  return createClient({
    resources: [Namespaces],
    baseURL: url,
    ...(apiToken !== undefined && { apiToken }),
    fetch: toldFetch(url, onFailure, fetch),
    // After 408, 409, 429, 5xx and failed connections, with a wait of `retry-after`, or else 0.5 s to 8 s.
    maxRetries: 5,
  }).kv.namespaces;
}

/** The SDK's resource for KV namespaces, with their keys, values and metadata. */
export type KvClient = ReturnType<typeof createKvClient>;

/** Cloudflare's code for a key that does not exist. */
export const KEY_NOT_FOUND = 10009;

/** Cloudflare's codes for a rejected call; none if the error is something else. */
export function errorCodes(error: unknown): readonly number[] {
  return error instanceof APIError ? error.errors.flatMap(({ code }) => code ?? []) : [];
}

/** Whether the connection was cut in the middle of an answer's JSON, where the SDK lets errors of `fetch` pass. */
export function isCutOff(error: unknown): boolean {
  return (
    (error instanceof SyntaxError && /JSON/.test(error.message)) ||
    (error instanceof TypeError && /terminated/.test(error.message))
  );
}

const RUN_AGAIN = "What was done until then is kept: run the same command again to continue.";

/**
 * Turns a call that Cloudflare rejected, or a failed connection, into an error for people; returns any other
 * error as it is.
 */
export function explainApiError(error: unknown): unknown {
  if (isCutOff(error)) {
    return new CannotRunError(
      "the connection to Cloudflare's API was cut in the middle of an answer",
      {
        cause: error,
        help: RUN_AGAIN,
      },
    );
  }
  if (!(error instanceof APIError)) return error;
  return new CannotRunError(messageOf(error), {
    cause: error,
    help: [
      ...(error instanceof APIConnectionError ? connectionHelp(error) : []),
      refusalHelp(error.status, errorCodes(error)) ?? RUN_AGAIN,
    ].join(" "),
  });
}

/** What may have caused a failed connection, if anything is known about it. */
function connectionHelp({ cause }: APIConnectionError & { cause?: unknown }): readonly string[] {
  if (cause instanceof NoAnswerError && cause.apiUrl !== CLOUDFLARE_API) {
    return [
      "Check that a Cloudflare API server is running there: the URL is not Cloudflare's own.",
    ];
  }
  return isBehindUnusedProxy() ? [PROXY_HELP] : [];
}

const PROXY_HELP =
  "The environment names a proxy, but Node uses it only if NODE_USE_ENV_PROXY=1 is set: set it.";

/** Whether the environment names a proxy, which other programs use, but Node is not told to use it. */
function isBehindUnusedProxy(): boolean {
  const { env } = process;
  const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
  return names.some((name) => env[name]) && !env["NODE_USE_ENV_PROXY"];
}

function messageOf(error: APIError): string {
  if (error instanceof APIConnectionError) {
    const { cause } = error as { cause?: Error };
    if (cause instanceof NoAnswerError) return unreachable(cause);
    return `Cloudflare's API cannot be reached${cause === undefined ? "" : `: ${cause.message}`}`;
  }
  const reasons = error.errors.map(({ code, message }) => `${message} (code ${code})`);
  return `Cloudflare answered ${error.status}: ${reasons.join("; ") || "no reason given"}`;
}

import { isTemporary } from "./temporary.ts";

/** Milliseconds between two lines about repeated calls. */
const INTERVAL = 10_000;

/** The reason if the API did not answer itself. */
export const NOT_CLOUDFLARE =
  "the answer is not of that API, but perhaps of a proxy or a sign-in page";

/** A call that got no answer. Node's own message does not name the URL. */
export class NoAnswerError extends Error {
  readonly apiUrl: string;

  constructor(apiUrl: string, cause: Error) {
    super(reasonOf(cause), { cause });
    this.apiUrl = apiUrl;
  }
}

/**
 * `fetch` for the SDK, which silently repeats failed calls, for at most half a minute.
 *
 * @param apiUrl the base URL of the calls, for people.
 * @param onFailure called when a call has failed that may succeed later, at most every ten seconds.
 * @param fetch makes the calls.
 */
export function toldFetch(
  apiUrl: string,
  onFailure: (what: string) => void = () => {},
  fetch: typeof globalThis.fetch = (...call) => globalThis.fetch(...call),
): typeof globalThis.fetch {
  let told = Number.NEGATIVE_INFINITY;
  const tell = (what: string) => {
    if (performance.now() - told < INTERVAL) return;
    told = performance.now();
    onFailure(what);
  };
  return async (input, init) => {
    try {
      const response = await fetch(input, init);
      if (isTemporary(response.status)) tell(`Cloudflare answered ${response.status}`);
      if (isOfAnother(input, response)) throw new Error(NOT_CLOUDFLARE);
      return response;
    } catch (error) {
      // The SDK recognizes by its name a call that it has aborted itself because of a timeout.
      if (!(error instanceof Error) || error.name === "AbortError") throw error;
      const failure = new NoAnswerError(apiUrl, error);
      tell(unreachable(failure));
      throw failure;
    }
  };
}

/** Whether something else has answered in the API's place: the SDK would take a page of a proxy for success. */
function isOfAnother(input: string | URL | Request, { ok, headers }: Response): boolean {
  const url = typeof input === "string" || input instanceof URL ? `${input}` : input.url;
  // A value is the only answer that is not JSON.
  const isValue = /\/values\/[^/]*$/.test(new URL(url).pathname);
  return ok && !isValue && !headers.get("content-type")?.includes("json");
}

/** Says that the API cannot be reached, where, and why. */
export function unreachable({ apiUrl, message }: NoAnswerError): string {
  return `Cloudflare's API at ${apiUrl} cannot be reached: ${message}`;
}

/** The reason for a failed `fetch` is its cause; if several addresses were tried, there is one for each. */
function reasonOf(error: Error): string {
  const reason = error.cause instanceof Error ? error.cause : error;
  const [first] = reason instanceof AggregateError ? reason.errors : [];
  return first instanceof Error ? first.message : reason.message || error.message;
}

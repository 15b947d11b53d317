/** Milliseconds between two lines about calls that are made again. */
const INTERVAL = 10_000;

/** A call that got no answer. What Node says of it names no URL. */
export class NoAnswerError extends Error {
  readonly apiUrl: string;

  constructor(apiUrl: string, cause: Error) {
    super(reasonOf(cause), { cause });
    this.apiUrl = apiUrl;
  }
}

/**
 * `fetch` for the SDK, which makes calls that fail again by itself, for half a minute at most, and says nothing.
 *
 * @param apiUrl the base URL of the calls, for people.
 * @param onFailure told that a call has failed which may go well later on, every ten seconds at most.
 * @param fetch what makes the calls.
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
      if (response.status === 429 || response.status >= 500) {
        tell(`Cloudflare answered ${response.status}`);
      }
      return response;
    } catch (error) {
      // What the SDK has given up itself, for the time that it took, it knows by its name.
      if (!(error instanceof Error) || error.name === "AbortError") throw error;
      const failure = new NoAnswerError(apiUrl, error);
      tell(unreachable(failure));
      throw failure;
    }
  };
}

/** Says that the API cannot be reached, where, and why. */
export function unreachable({ apiUrl, message }: NoAnswerError): string {
  return `Cloudflare's API at ${apiUrl} cannot be reached: ${message}`;
}

/** Of a `fetch` that failed the reason is behind it; one that tried several addresses has a reason for each. */
function reasonOf({ message, cause }: Error): string {
  if (cause instanceof AggregateError) {
    const [first] = cause.errors;
    if (first instanceof Error) return first.message;
  }
  return (cause instanceof Error && cause.message) || message;
}

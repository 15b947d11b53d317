import { createKvClient } from "../../src/cloudflare/client.ts";
import { envelope, refusal } from "./stub-api.ts";

/** What happens to one call of the bulk endpoint. */
export type Fault =
  | {
      readonly kind:
        | "none"
        | "cut before"
        | "cut after"
        | "truncated"
        | "too large"
        | "page"
        | "no result";
    }
  | { readonly kind: "rate limit"; readonly retryAfter: number | undefined }
  | {
      readonly kind: "status";
      readonly status: 500 | 502 | 503 | 504 | 524;
      readonly isDone: boolean;
    }
  | { readonly kind: "partial"; readonly every: number }
  | { readonly kind: "kill"; readonly isDone: boolean };

/** A bulk endpoint in memory, reached through Cloudflare's SDK, with what happens to each call. */
export class FaultyApi {
  readonly stored = new Map<string, string>();
  /** The keys that were written, as often as they were. */
  written = 0;
  /** Those of them that the client never learned about. */
  unknown = 0;
  calls = 0;
  isKilled = false;
  /** The calls that succeeded without the killed process learning about it. */
  lostCalls = 0;
  readonly #faults: Iterator<Fault>;
  readonly client = createKvClient({
    baseUrl: "http://api.invalid/client/v4",
    apiToken: "any",
    fetch: async (_, init) => this.#answer(JSON.parse(String(init?.body))),
  });

  constructor(faults: readonly Fault[]) {
    this.#faults = faults[Symbol.iterator]();
  }

  async #answer(pairs: readonly { key: string; value: string }[]): Promise<Response> {
    // Nobody makes calls any more.
    if (this.isKilled) throw new Error("killed");
    this.calls++;
    const fault: Fault = this.#faults.next().value ?? { kind: "none" };
    // Calls that are made at once are answered in another order.
    for (let turn = 0; turn < (this.calls * 7) % 5; turn++) await undefined;
    // Of the calls that were under way when the process was killed some are done.
    if (this.isKilled) this.#kill(pairs, this.calls % 2 === 0);
    switch (fault.kind) {
      case "none":
        return this.#write(pairs);
      case "cut before":
        throw new TypeError("fetch failed");
      case "cut after":
        this.#writeUnknown(pairs);
        throw new TypeError("fetch failed");
      case "truncated":
        this.#writeUnknown(pairs);
        return new Response('{"success":true,"resu', {
          headers: { "content-type": "application/json" },
        });
      case "page":
        return new Response("<html>Sign in</html>", { headers: { "content-type": "text/html" } });
      case "no result":
        return Response.json({});
      case "too large":
        return refusal(413, 10012, "too large");
      case "rate limit": {
        const { retryAfter } = fault;
        return refusal(
          429,
          971,
          "slow down",
          retryAfter === undefined ? {} : { "retry-after": `${retryAfter}` },
        );
      }
      case "status":
        if (fault.isDone) this.#writeUnknown(pairs);
        return new Response(`error code: ${fault.status}`, { status: fault.status });
      case "partial": {
        const isLeft = (_: unknown, index: number) => index % fault.every === 0;
        const left = pairs.filter(isLeft).map(({ key }) => key);
        return this.#write(
          pairs.filter((_, index) => !isLeft(_, index)),
          left,
        );
      }
      case "kill":
        return this.#kill(pairs, fault.isDone);
    }
  }

  #write(pairs: readonly { key: string; value: string }[], left: readonly string[] = []): Response {
    for (const { key, value } of pairs) this.stored.set(key, value);
    this.written += pairs.length;
    return envelope({ successful_key_count: pairs.length, unsuccessful_keys: left });
  }

  #writeUnknown(pairs: readonly { key: string; value: string }[]): void {
    this.#write(pairs);
    this.unknown += pairs.length;
  }

  #kill(pairs: readonly { key: string; value: string }[], isDone: boolean): never {
    this.isKilled = true;
    if (isDone) {
      this.#writeUnknown(pairs);
      this.lostCalls++;
    }
    throw new Error("killed");
  }

  /** Starts the process again. */
  revive(): void {
    this.isKilled = false;
    this.lostCalls = 0;
  }
}

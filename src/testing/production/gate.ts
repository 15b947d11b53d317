import { type Clock, wait } from "../../repeatable/clock.ts";
import { randomNumbers } from "../../repeatable/random.ts";
import { MAX_INVOCATION_OPERATIONS } from "../../runtime/limits.ts";
import type { OperationName } from "../memory-kv/failure.ts";
import {
  type ChooseFailure,
  type KvOperation,
  productionFailure,
  randomFailures,
} from "./failures.ts";
import type { Production } from "./production.ts";

/** How many operations reached KV, including failed ones. */
export interface Operations {
  readonly reads: number;
  readonly writes: number;
  readonly deletes: number;
  readonly lists: number;
}

const NONE: Operations = { reads: 0, writes: 0, deletes: 0, lists: 0 };

const KINDS: Readonly<Record<KvOperation["method"], keyof Operations>> = {
  get: "reads",
  getWithMetadata: "reads",
  put: "writes",
  delete: "deletes",
  list: "lists",
};

/**
 * Production's own words, as people report them; Cloudflare documents the limit, not the message.
 * Source: https://developers.cloudflare.com/kv/platform/limits/
 */
const TOO_MANY = "Too many API requests by single Worker invocation.";

/** What each operation passes on its way from the Worker to KV. */
export class Gate {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #latency: () => number;
  readonly #failures: ChooseFailure;
  #operations = NONE;

  constructor(clock: Clock, production: Production) {
    const { limitOperations = false, failures = { rate: 0 }, latency = 0, seed = 1 } = production;
    const random = randomNumbers(seed);
    this.#clock = clock;
    this.#limit = limitOperations ? MAX_INVOCATION_OPERATIONS : Number.POSITIVE_INFINITY;
    this.#failures = typeof failures === "function" ? failures : randomFailures(failures, random);
    const [shortest, longest] = typeof latency === "number" ? [latency, latency] : latency;
    this.#latency = () => shortest + random() * (longest - shortest);
  }

  get operations(): Operations {
    return this.#operations;
  }

  startInvocation(): void {
    this.#operations = NONE;
  }

  /** Counts an operation, lets it take its time, and perhaps fails it. */
  async pass(name: OperationName, operation: KvOperation): Promise<void> {
    const { reads, writes, deletes, lists } = this.#operations;
    if (reads + writes + deletes + lists >= this.#limit) {
      throw new Error(TOO_MANY);
    }
    const kind = KINDS[operation.method];
    this.#operations = { ...this.#operations, [kind]: this.#operations[kind] + 1 };
    const status = this.#failures(operation);
    await wait(this.#clock, this.#latency());
    if (status !== undefined) throw productionFailure(name, status);
  }
}

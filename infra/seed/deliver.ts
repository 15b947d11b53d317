import { APIConnectionError, APIConnectionTimeoutError, APIError } from "cloudflare/error";
import { isCutOff } from "../../src/cloudflare/client.ts";
import { SHOULD_RETRY } from "../../src/cloudflare/should-retry.ts";
import { isTemporary } from "../../src/cloudflare/temporary.ts";
import { wait } from "../../src/repeatable/clock.ts";
import type { BatchSize } from "./batch-size.ts";
import type { Pace } from "./pace.ts";

/** How many calls in a row may achieve nothing. */
export const MAX_ATTEMPTS = 8;

/** Milliseconds before the second attempt, after which KV accepts another write of a key. */
const FIRST_DELAY = 1_000;

/** The longest wait without a `retry-after`, in milliseconds. */
const MAX_DELAY = 30_000;

/** Statuses of calls that took too long: by the client's clock, a gateway's, and Cloudflare's own (524). */
const TOOK_TOO_LONG: readonly unknown[] = [408, 504, 524];

/** How items are delivered. */
export interface Delivery<Item> {
  readonly size: BatchSize;
  readonly pace: Pace;
  /** One call. Returns the items that it left out. */
  readonly call: (items: readonly Item[]) => Promise<readonly Item[]>;
  /** Called after each call with the items that it has done. */
  readonly onDone: (items: readonly Item[]) => void;
  /** Whether another delivery has failed, so that this one need not go on. */
  readonly isStopped: () => boolean;
  /** Makes the error if the same items are left out again and again. */
  readonly refused: (items: readonly Item[]) => Error;
}

/**
 * Delivers a batch of items to the API. Items that were rejected because of the rate, failed on the way or
 * were left out are sent again, with longer waits and, if a call took too long, in smaller calls.
 *
 * @throws the SDK's error if the API rejects a call for good, or after {@link MAX_ATTEMPTS} calls in a row
 * that achieved nothing.
 */
export async function deliver<Item>(
  items: readonly Item[],
  delivery: Delivery<Item>,
): Promise<void> {
  const { size, pace, call, onDone, isStopped, refused } = delivery;
  let rest = items;
  let failures = 0;
  while (rest.length > 0 && !isStopped()) {
    const part = rest.slice(0, size.pairs);
    await pace.turn();
    try {
      const left = await call(part);
      if (left.length < part.length) {
        failures = 0;
        const isLeft = new Set(left);
        onDone(left.length === 0 ? part : part.filter((item) => !isLeft.has(item)));
      }
      rest = [...left, ...rest.slice(part.length)];
      if (left.length === 0) {
        size.grow(part.length);
        continue;
      }
      if (++failures === MAX_ATTEMPTS) throw refused(left);
      await wait(pace.clock, delayOf(failures));
    } catch (error) {
      if (!mayGoAgain(error, part.length) || ++failures === MAX_ATTEMPTS) throw error;
      if (isTooMuch(error)) size.shrink(part.length);
      const delay = toldDelay(error, pace.clock.now()) ?? delayOf(failures);
      if (statusOf(error) === 429) pace.pause(delay);
      else await wait(pace.clock, delay);
    }
  }
}

/** Doubles each time, half of it random: calls that failed together do not come back together. */
function delayOf(failures: number): number {
  const longest = Math.min(FIRST_DELAY * 2 ** (failures - 1), MAX_DELAY);
  return longest * (0.5 + Math.random() / 2);
}

/** What `retry-after` says, in milliseconds: it gives seconds, or a date. */
function toldDelay(error: unknown, now: number): number | undefined {
  const { headers } = error instanceof APIError ? error : {};
  const told = headers?.get("retry-after");
  if (told === undefined || told === null || told === "") return undefined;
  const seconds = Number(told);
  // By the server's clock: this machine's may be off by hours.
  const start = Date.parse(headers?.get("date") ?? "") || now;
  const delay = Number.isNaN(seconds) ? Date.parse(told) - start : seconds * 1_000;
  return Number.isNaN(delay) ? undefined : Math.max(0, delay);
}

function mayGoAgain(error: unknown, items: number): boolean {
  if (error instanceof APIConnectionError || isCutOff(error)) return true;
  if (!(error instanceof APIError)) return false;
  if (error.headers?.get(SHOULD_RETRY) === "false") return false;
  const status = statusOf(error);
  if (status === 413) return items > 1;
  return status !== undefined && isTemporary(status);
}

function isTooMuch(error: unknown): boolean {
  return (
    error instanceof APIConnectionTimeoutError ||
    statusOf(error) === 413 ||
    TOOK_TOO_LONG.includes(statusOf(error))
  );
}

function statusOf(error: unknown): number | undefined {
  return error instanceof APIError ? error.status : undefined;
}

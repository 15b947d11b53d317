import { kvFailure, type OperationName } from "../memory-kv/failure.ts";

/** One operation on its way to KV. */
export interface KvOperation {
  readonly method: "get" | "getWithMetadata" | "put" | "delete" | "list";
  /** None for a list, up to 100 for a bulk read. */
  readonly keys: readonly string[];
}

export type FailureStatus = 429 | 500;

/** Failures of some operations. */
export interface RandomFailures {
  /** The share of the operations that fail, from 0 to 1. */
  readonly rate: number;
  /** What they fail with; by default 429 or 500. */
  readonly statuses?: readonly FailureStatus[];
}

/** Returns the status of an operation that fails; `undefined` for one that does not. */
export type ChooseFailure = (operation: KvOperation) => FailureStatus | undefined;

/**
 * In production's words.
 * Source of 429: https://developers.cloudflare.com/kv/api/write-key-value-pairs/#limits-to-kv-writes-to-the-same-key;
 * 500 is what workerd says of any answer with that status.
 */
const REASONS: Readonly<Record<FailureStatus, string>> = {
  429: "Too Many Requests",
  500: "Internal Server Error",
};

export function randomFailures(
  { rate, statuses = [429, 500] }: RandomFailures,
  random: () => number,
): ChooseFailure {
  return () => {
    // Both are drawn each time, so that a changed rate does not change which status a failure has.
    const isFailure = random() < rate;
    const status = statuses[Math.floor(random() * statuses.length)];
    return isFailure ? status : undefined;
  };
}

/** The error of a failure, in the words of production. */
export function productionFailure(name: OperationName, status: FailureStatus): Error {
  return kvFailure(name, status, REASONS[status]);
}

import type { Duration } from "../src/runtime/duration.ts";

/** A number of whole seconds, or a duration such as `"2h"`. */
type Seconds = number | Duration;

/** How long the records of a collection live. Made by {@link ttl}; the checks of TTLs validate it. */
export type TtlPolicy =
  | { readonly policy: "none"; readonly reason: string }
  | { readonly policy: "fixed"; readonly ttl: Seconds }
  | {
      readonly policy: "default";
      readonly ttl: Seconds;
      readonly min?: Seconds;
      readonly max?: Seconds;
    }
  | { readonly policy: "required"; readonly min?: Seconds; readonly max?: Seconds }
  | {
      readonly policy: "optional";
      readonly reason: string;
      readonly min?: Seconds;
      readonly max?: Seconds;
    }
  | { readonly policy: "field"; readonly field: string };

/** The shortest and the longest TTL that a `put` may set; the defaults are KV's own limits. */
export interface TtlBounds {
  readonly min?: Seconds;
  readonly max?: Seconds;
}

/** The TTL policies. Durations are whole seconds or texts such as `"90s"`, `"15m"`, `"2h"`, `"7d"`, `"4w"`. */
export const ttl = {
  /** Records never expire. The reason is for the next reader: KV keeps data without a TTL forever. */
  none: (reason: string): TtlPolicy => ({ policy: "none", reason }),
  /** Every record lives this long; a `put` cannot change it. */
  fixed: (ttl: Seconds): TtlPolicy => ({ policy: "fixed", ttl }),
  /** Records live this long unless a `put` sets another TTL, within the bounds. */
  default: (ttl: Seconds, bounds: TtlBounds = {}): TtlPolicy => ({
    policy: "default",
    ttl,
    ...bounds,
  }),
  /** Every `put` must set a TTL, within the bounds. */
  required: (bounds: TtlBounds = {}): TtlPolicy => ({ policy: "required", ...bounds }),
  /**
   * Records never expire unless a `put` sets a TTL, within the bounds. The reason is for the next reader,
   * as with `none`.
   */
  optional: (reason: string, bounds: TtlBounds = {}): TtlPolicy => ({
    policy: "optional",
    reason,
    ...bounds,
  }),
  /** A record expires at the time in a field of its value: an ISO datetime, or seconds since the epoch. */
  fromField: (field: string): TtlPolicy => ({ policy: "field", field }),
} as const;

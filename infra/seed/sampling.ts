import { hash } from "node:crypto";
import type { Manifest } from "./manifest.ts";

/** Which records a refresh checks: some of each seed, all, or none. */
export const DRIFTS = ["sample", "full", "off"] as const;

/** The most records of a sample: five calls. If 1% drifted, the sample nearly always has one of them. */
const SAMPLE = 500;

/** The most records of a sample that must be read one by one. */
const SINGLE = 50;

/** The sample stays the same for an hour, in milliseconds, so that a preview and the `up` after it see the same. */
const SAME_FOR = 3_600_000;

/** Which records a refresh checks. */
export interface Sampling {
  /** Whether the record at this position of the manifest is checked. */
  has(position: number): boolean;
  /** How many may be read one by one. */
  readonly single: number;
}

/**
 * Every nth entry of a manifest, from one that the manifest and the time choose: entries are in the order of
 * hashes, so this is as good as random, and later refreshes check others.
 */
export function sampling(drift: "sample" | "full", manifest: Manifest, now: number): Sampling {
  if (drift === "full") return { has: () => true, single: Number.POSITIVE_INFINITY };
  const step = Math.max(1, Math.ceil(manifest.size / SAMPLE));
  const chosen = hash("sha256", `${manifest.digest()} ${Math.floor(now / SAME_FOR)}`, "buffer");
  const first = chosen.readUInt32BE(0) % step;
  return { has: (position) => position % step === first, single: SINGLE };
}

import { hash } from "node:crypto";
import type { Manifest } from "./manifest.ts";

/** At which records a refresh looks: at some of each seed, at all, or at none. */
export const DRIFTS = ["sample", "full", "off"] as const;

/** Records of a sample at most: five calls. Of 1% that drifted, one is in it nearly always. */
const SAMPLE = 500;

/** Those of them at most that have to be read one by one. */
const SINGLE = 50;

/** The sample is the same for an hour, so that a preview and what follows it see the same. */
const SAME_FOR = 3_600_000;

/** Which records a refresh looks at. */
export interface Sampling {
  /** Whether the record at this position of the manifest is looked at. */
  has(position: number): boolean;
  /** How many may be read one by one. */
  readonly single: number;
}

/**
 * Each so many-th entry of a manifest, from one that the manifest and the time choose: entries are in
 * the order of hashes, so that this is as good as chance, and later refreshes look at others.
 */
export function sampling(drift: "sample" | "full", manifest: Manifest, now: number): Sampling {
  if (drift === "full") return { has: () => true, single: Number.POSITIVE_INFINITY };
  const step = Math.max(1, Math.ceil(manifest.size / SAMPLE));
  const chosen = hash("sha256", `${manifest.digest()} ${Math.floor(now / SAME_FOR)}`, "buffer");
  const first = chosen.readUInt32BE(0) % step;
  return { has: (position) => position % step === first, single: SINGLE };
}

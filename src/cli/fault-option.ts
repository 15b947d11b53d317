import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Faults } from "../cloudflare/local/faults/faults.ts";

/** Five percent, unless another share is given: `rate-limit=0.5`. */
const DEFAULT_SHARE = 0.05;

/** Milliseconds that a call takes from somewhere far away. */
const DEFAULT_LATENCY = [50, 250] as const;

/** Seconds after which a write is visible everywhere. */
const DEFAULT_STALE = 60;

/** By the name that `--fault` accepts, each with the figure after its `=`. */
const FAULTS: Readonly<Record<string, (given: number | undefined) => Faults>> = {
  "rate-limit": (share = DEFAULT_SHARE) => ({ rateLimit: checkShare(share) }),
  "bulk-partial": (share = DEFAULT_SHARE) => ({ bulkPartial: checkShare(share) }),
  "server-error": (share = DEFAULT_SHARE) => ({ serverError: checkShare(share) }),
  "lost-answer": (share = DEFAULT_SHARE) => ({ lostAnswer: checkShare(share) }),
  latency: (milliseconds) => ({ latency: milliseconds ?? DEFAULT_LATENCY }),
  stale: (seconds = DEFAULT_STALE) => ({ stale: seconds }),
  "call-limit": () => ({ callLimit: true }),
};

/** The names, for the help. */
export const FAULT_NAMES = Object.keys(FAULTS).join(", ");

/**
 * Reads `--fault rate-limit,latency=200` and `--fault-seed 7`.
 *
 * @throws CannotRunError for an unknown fault, or an invalid figure.
 */
export function parseFaults(given: {
  readonly fault?: string;
  readonly faultSeed: string;
}): Faults {
  const seed = numberOf(given.faultSeed, "--fault-seed");
  if (given.fault === undefined) return {};
  const faults = given.fault.split(",").map((part) => {
    const [name = "", figure] = part.trim().split("=");
    const fault = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;
    if (fault === undefined) {
      throw new CannotRunError(`there is no fault ${JSON.stringify(name)}`, {
        help: `Use one of: ${FAULT_NAMES}.`,
      });
    }
    return fault(figure === undefined ? undefined : numberOf(figure, `the fault ${name}`));
  });
  return Object.assign({ seed }, ...faults);
}

function checkShare(share: number): number {
  if (share <= 1) return share;
  throw new CannotRunError(`${share} is not a share of the calls`, {
    help: "Write a number from 0 to 1: `rate-limit=0.2`.",
  });
}

function numberOf(text: string, what: string): number {
  const number = Number(text);
  if (text !== "" && Number.isFinite(number) && number >= 0) return number;
  throw new CannotRunError(`${JSON.stringify(text)} is not a number for ${what}`, {
    help: "Write a number of at least 0: `--fault rate-limit=0.2,latency=100,stale=60 --fault-seed 7`.",
  });
}

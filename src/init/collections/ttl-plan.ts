import { MAX_TTL_SECONDS, MIN_TTL_SECONDS } from "../../runtime/limits.ts";
import type { Access } from "../source/access.ts";
import type { TtlPlan } from "./plan.ts";
import type { Planned } from "./value-plan.ts";

/** How long records live, by all that writes them. */
export function ttlPlan(accesses: readonly Access[]): Planned<TtlPlan> {
  const writes = accesses.filter(({ write }) => write !== undefined);
  const known = [...new Set(writes.flatMap(secondsOf))].sort((a, b) => a - b);
  const without = writes.filter(({ write }) => write?.ttl === "none");
  const isOpen = writes.some(({ write }) => write?.ttl === "unknown");
  const odd = writes.flatMap((access): readonly (readonly [Access, string])[] => {
    const ttl = access.write?.ttl;
    if (typeof ttl !== "number" || ttl >= MIN_TTL_SECONDS) return [];
    return [[access, `KV refuses an expiration of ${ttl} s: ${MIN_TTL_SECONDS} is the least`]];
  });
  if (writes.length === 0) {
    const plan = { policy: "none", reason: "nothing was seen that writes it" } as const;
    return { plan, todos: ["say how long it lives: nothing was seen that writes it"], odd };
  }
  if (writes.some(({ write }) => write?.ttl === "maybe")) {
    const plan = { policy: "optional", reason: "some writes may give it no end" } as const;
    return { plan, todos: [], odd };
  }
  if (known.length === 0 && !isOpen) {
    return { plan: { policy: "none", reason: "no write gives it an end" }, todos: [], odd };
  }
  // A write that leaves the end out makes the record stay for ever, which is seldom meant.
  odd.push(
    ...without.map((access) => [access, "it writes without the end that others give"] as const),
  );
  const todos = without.length > 0 ? ["some writes give it no end: say whether it has one"] : [];
  return { plan: policyOf(known, isOpen), todos, odd };
}

function policyOf(known: readonly number[], isOpen: boolean): TtlPlan {
  const [min, ...others] = known;
  if (min === undefined) return { policy: "required" };
  if (others.length === 0) return { policy: isOpen ? "default" : "fixed", seconds: min };
  const max = others.at(-1) ?? min;
  return isOpen ? { policy: "required" } : { policy: "required", min, max };
}

/** Within what KV takes. */
function secondsOf({ write }: Access): readonly number[] {
  if (typeof write?.ttl !== "number") return [];
  const seconds = Math.min(Math.max(Math.ceil(write.ttl), MIN_TTL_SECONDS), MAX_TTL_SECONDS);
  return Number.isNaN(seconds) ? [] : [seconds];
}

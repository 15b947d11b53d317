import { expect } from "vitest";
import type { Outcome } from "./driver.ts";

/** Each place asks the clock in its own moment, and a busy machine may stop one of them for seconds in between. */
const MAX_SECONDS_APART = 20;

const TIMES: readonly string[] = ["expiration", "expirationTtl", "freshUntil", "writtenAt"];

/** What a message says of the time that is left. */
const SECONDS_LEFT = /(?<=`ttl` is )-?\d+(?= s\b)/;

/**
 * Asserts that a call gave the same over both KVs: its result, its error, and the calls that reached
 * KV, cursors included. Times may be some seconds apart.
 *
 * @param call what was called, for the message.
 */
export function expectSameOutcome(call: string, memory: Outcome, workerd: Outcome): void {
  const message = `${call} gives something else over the memory KV (received) than over the KV of workerd (expected)`;
  expect(withTimesOf(workerd, memory), message).toStrictEqual(workerd);
}

/** Returns `own` with the times of `other`, if they are close enough. */
export function withTimesOf(other: unknown, own: unknown, property = ""): unknown {
  if (typeof own === "number" && typeof other === "number") {
    return TIMES.includes(property) && areNear(own, other) ? other : own;
  }
  if (typeof own === "string" && typeof other === "string" && property === "message") {
    const [left] = SECONDS_LEFT.exec(other) ?? [];
    return own.replace(SECONDS_LEFT, (seconds) =>
      left !== undefined && areNear(Number(seconds), Number(left)) ? left : seconds,
    );
  }
  if (Array.isArray(own) && Array.isArray(other)) {
    return own.map((part, index) => withTimesOf(other[index], part));
  }
  if (!isPlainObject(own) || !isPlainObject(other)) return own;
  const parts = Object.entries(own).map(([name, part]) => [
    name,
    withTimesOf(other[name], part, name),
  ]);
  return Object.fromEntries(parts);
}

function areNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= MAX_SECONDS_APART;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

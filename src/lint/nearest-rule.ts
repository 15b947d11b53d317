import { nearMiss } from "../../schema/near-miss.ts";

/** The rule that was meant by an id that there is not: people leave out its category, or mistake it. */
export function nearestRule(id: string, ids: readonly string[]): string | undefined {
  const written = id.toLowerCase();
  const name = written.slice(written.lastIndexOf("/") + 1);
  return ids.find((other) => other.endsWith(`/${name}`)) ?? nearMiss(written, ids);
}

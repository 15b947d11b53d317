import { nearMiss } from "../../schema/near-miss.ts";

/** The rule that was meant by an unknown id: people leave out the category, or get it wrong. */
export function nearestRule(id: string, ids: readonly string[]): string | undefined {
  const written = id.toLowerCase();
  const name = written.slice(written.lastIndexOf("/") + 1);
  return ids.find((other) => other.endsWith(`/${name}`)) ?? nearMiss(written, ids);
}

import { closestMatch } from "leven";

/** The name that was meant by one that there is not: that with a few letters changed; nothing where none is close. */
export function nearMiss(name: string, names: readonly string[]): string | undefined {
  return closestMatch(name, names, { maxDistance: Math.max(1, Math.floor(name.length / 3)) });
}

/** The same for ids of rules, whose category people leave out or mistake. */
export function nearestRule(id: string, ids: readonly string[]): string | undefined {
  const written = id.toLowerCase();
  const name = written.slice(written.lastIndexOf("/") + 1);
  return ids.find((other) => other.endsWith(`/${name}`)) ?? nearMiss(written, ids);
}

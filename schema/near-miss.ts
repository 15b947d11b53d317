import { closestMatch } from "leven";

/** The name that was meant by one that there is not: that with a few letters changed; nothing where none is close. */
export function nearMiss(name: string, names: readonly string[]): string | undefined {
  return closestMatch(name, names, { maxDistance: Math.max(1, Math.floor(name.length / 3)) });
}

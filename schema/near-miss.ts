import { closestMatch } from "leven";

/** The name that an unknown one probably means: a few letters differ; nothing if none is close. */
export function nearMiss(name: string, names: readonly string[]): string | undefined {
  return closestMatch(name, names, { maxDistance: Math.max(1, Math.floor(name.length / 3)) });
}

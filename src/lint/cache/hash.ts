import { hash } from "node:crypto";

/** Tells texts apart. Not for secrets. */
export function hashOf(text: string): string {
  return hash("sha256", text);
}

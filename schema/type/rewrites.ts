import type { StringType } from "./model.ts";

/** Whether checking a text of this type may change it. */
export function rewrites({ checks }: StringType): boolean {
  return checks.some(({ check }) => check === "overwrite" || check === "url");
}

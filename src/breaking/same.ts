import { isDeepStrictEqual } from "node:util";

/** Descriptions do not affect what is accepted. */
export function isSame(before: unknown, after: unknown): boolean {
  return isDeepStrictEqual(withoutDescriptions(before), withoutDescriptions(after));
}

function withoutDescriptions(type: unknown): unknown {
  return JSON.parse(
    JSON.stringify(type, (name, value) =>
      name === "description" && typeof value === "string" ? undefined : value,
    ),
  );
}

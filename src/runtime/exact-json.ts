import { isPlainObject } from "./check.ts";
import { typeName } from "./issue.ts";
import { json, type ValueCodec } from "./value-codec.ts";

/**
 * Values as JSON with parts that have no type, so nothing has checked them: what JSON would drop or change
 * is rejected before it is written. Reads cost the same as those of {@link json}.
 */
export const exactJson = {
  type: "text",
  decode: (stored) => json.decode(stored),
  encode(value) {
    const path: (string | number)[] = [];
    const lost = lostIn(value, path, []);
    if (lost === undefined) return json.encode(value);
    const place = path.length === 0 ? "" : `, at \`${path.join(".")}\``;
    throw new TypeError(`JSON has no form for ${lost}${place}`);
  },
} satisfies ValueCodec<"text">;

/**
 * Names the first part that a read would not give back as it was written. A property that is `undefined`
 * counts as left out.
 *
 * @param path receives the path to that part.
 * @param around the objects that hold the value, from the outermost.
 */
function lostIn(value: unknown, path: (string | number)[], around: unknown[]): string | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : String(value);
  if (typeof value !== "object") return value === undefined ? "undefined" : typeName(value);
  if (around.includes(value)) return "an object that holds itself";
  if (!Array.isArray(value) && !isPlainObject(value)) return typeName(value);
  around.push(value);
  // Counts up to an array's length, because its holes become null.
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    const part: unknown = (value as Record<string | number, unknown>)[key];
    if (part === undefined && typeof key === "string") continue;
    path.push(key);
    const lost = lostIn(part, path, around);
    if (lost !== undefined) return lost;
    path.pop();
  }
  around.pop();
  return undefined;
}

import { decodeText } from "../src/runtime/param.ts";
import type { KeyModel, ParamCodec } from "./key-model.ts";
import { keyPattern } from "./key-pattern.ts";
import type { StringCheck } from "./type/check.ts";
import { fitsCheck } from "./type/fits-check.ts";
import type { StringType } from "./type/model.ts";
import { patternOf } from "./type/string-pattern.ts";

/** Whether a template can make a key, as far as its parameters' types tell. */
export function mayMakeKey(key: KeyModel, text: string): boolean {
  const [found, ...texts] = new RegExp(`^(?:${keyPattern(key)})$`, "su").exec(text) ?? [];
  if (found === undefined) return false;
  return key.params.every(({ codec }, index) => mayBeText(codec, texts[index] ?? ""));
}

function mayBeText(codec: ParamCodec, encoded: string): boolean {
  if (codec.kind !== "string") return true;
  const text = decodeText(encoded);
  return lastChecks(codec.type).every((check) => fitsCheck(check, text) ?? isLike(check, text));
}

/** Whether a text looks like those that a check's code accepts. */
function isLike(check: StringCheck, text: string): boolean {
  const pattern = patternOf(check);
  return pattern === undefined || new RegExp(pattern.pattern, pattern.flags).test(text);
}

/** The checks that hold for the final text: a change makes a different text from what was checked before. */
export function lastChecks({ checks }: StringType): StringType["checks"] {
  return checks.slice(checks.findLastIndex(({ check }) => check === "overwrite") + 1);
}

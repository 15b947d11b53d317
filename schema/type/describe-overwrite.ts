import type { NormalForm, StringCheck } from "./check.ts";
import type { Refuse } from "./checks-of.ts";

/** `(input) => input.trim()`, as zod or an author writes it, minified or not. */
const CALL =
  /^\(?([\w$]+)\)?\s*=>\s*\1\.(?:(trim|toLowerCase|toUpperCase)\(\)|normalize\([\w$]*\))$/;

/** A text that differs in each normal form: a composed letter, a letter with its accent, a ligature. */
const TELLTALE = "\u00e9e\u0301\ufb01";

const FORMS: readonly NormalForm[] = ["NFC", "NFD", "NFKC", "NFKD"];

/**
 * Compiles a function that changes a string, if its source says all that it does: then it is one of zod's own,
 * or one just like it.
 */
export function describeOverwrite(
  change: (input: never) => unknown,
  refuse: Refuse,
): StringCheck | undefined {
  const [match, , method] = CALL.exec(String(change)) ?? [];
  if (match !== undefined && method !== undefined) {
    return { check: "overwrite", method: method as "trim" | "toLowerCase" | "toUpperCase" };
  }
  // The normal form of zod's function is in its closure: its result reveals it.
  const written = match === undefined ? undefined : (change as (text: string) => unknown)(TELLTALE);
  const form = FORMS.find((form) => TELLTALE.normalize(form) === written);
  if (form !== undefined) return { check: "overwrite", method: "normalize", form };
  refuse("a function that changes the value");
  return undefined;
}

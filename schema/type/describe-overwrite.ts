import type { Refuse } from "./checks-of.ts";
import type { NormalForm, StringCheck } from "./model.ts";

/** `(input) => input.trim()`, as zod or an author writes it, whatever a minifier makes of it. */
const CALL =
  /^\(?([\w$]+)\)?\s*=>\s*\1\.(?:(trim|toLowerCase|toUpperCase)\(\)|normalize\([\w$]*\))$/;

/** A text that each normal form writes in its own way: a composed letter, a letter with its accent, a ligature. */
const TELLTALE = "\u00e9e\u0301\ufb01";

const FORMS: readonly NormalForm[] = ["NFC", "NFD", "NFKC", "NFKD"];

/**
 * Takes over a function that changes a string, where its text says all that it does: then it is one
 * that zod has built in, or one just like it.
 */
export function describeOverwrite(
  change: (input: never) => unknown,
  refuse: Refuse,
): StringCheck | undefined {
  const [match, , method] = CALL.exec(String(change)) ?? [];
  if (match !== undefined && method !== undefined) {
    return { check: "overwrite", method: method as "trim" | "toLowerCase" | "toUpperCase" };
  }
  // Which form zod's function writes is in its closure: its result tells.
  const written = match === undefined ? undefined : (change as (text: string) => unknown)(TELLTALE);
  const form = FORMS.find((form) => TELLTALE.normalize(form) === written);
  if (form !== undefined) return { check: "overwrite", method: "normalize", form };
  refuse("a function that changes the value");
  return undefined;
}

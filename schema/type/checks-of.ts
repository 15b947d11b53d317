import type { core } from "zod";

/** Receives what cannot be compiled, in the words of a message. */
export type Refuse = (what: string) => void;

/** A check as zod's introspection gives it. */
export type CheckDef = core.$ZodChecks["_zod"]["def"];

/** `z.uuid()` has its format in the definition itself, `z.string().uuid()` among the checks. */
export function definedChecks(def: {
  readonly checks?: core.$ZodTypeDef["checks"];
}): readonly CheckDef[] {
  const own = "check" in def ? [def as unknown as CheckDef] : [];
  return [...own, ...(def.checks ?? []).map((check) => (check as core.$ZodChecks)._zod.def)];
}

/** A check as its author wrote it, for messages. */
export function checkName(check: { readonly check: string }): string {
  return check.check === "custom" ? "`.refine()`" : `the check \`${check.check}\``;
}

/** Marks a type that converts its input to its own first, which is left to zod. */
export function coercionOf(
  { coerce }: { readonly coerce?: boolean | undefined },
  refuse: Refuse,
): { readonly coerce?: true } {
  if (coerce !== true) return {};
  refuse("`z.coerce`");
  return { coerce };
}

/** Whether a function returns a promise, as far as can be told without calling it. */
export function isAsync(fn: unknown): boolean {
  return typeof fn === "function" && fn.constructor.name === "AsyncFunction";
}

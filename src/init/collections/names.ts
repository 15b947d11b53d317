import { camelCase } from "change-case";
import { freeName } from "../../../codegen/text/free-name.ts";
import { isReservedWord, singularOf } from "../../../codegen/text/identifier.ts";
import { IDENTIFIER } from "../../../schema/identifier.ts";
import { HOLE } from "../../lint/source/keys/key-text.ts";

/** Bindings whose names do not say what is in them. */
const ANYTHING = /^(?:KV|CACHE|STORE|STORAGE|DATA|DB)$|_KV$|^KV_/;

/** Names that every object has. */
const OF_OBJECTS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * The name of a collection, from the literal text of its keys (`config:flag:{name}` is `configFlag`), or else
 * from the binding or the parameter.
 *
 * @param taken the names of the namespace's other collections.
 */
export function collectionName(
  structure: string,
  params: readonly string[],
  binding: string,
  taken: ReadonlySet<string>,
): string {
  const literal = camelCase(structure.replaceAll(HOLE, " ").replace(/[^\p{L}\p{N}]+/gu, " "));
  const [first = "record"] = params;
  const whole = camelCase(binding);
  const base =
    literal !== "" ? literal : ANYTHING.test(binding) ? first : (singularOf(whole) ?? whole);
  const name = asName(base, "record");
  const withParams = asName(camelCase([base, ...params].join(" ")), "record");
  return unique([name, withParams], taken);
}

/**
 * The name of a parameter.
 *
 * @param candidates the names that the code uses for it, the best first.
 * @param taken the names of the template's other parameters.
 */
export function paramName(
  candidates: readonly (string | undefined)[],
  taken: ReadonlySet<string>,
): string {
  const names = candidates.flatMap((name) => (name === undefined ? [] : [asName(name, "")]));
  return unique([...names.filter((name) => name !== ""), "id"], taken);
}

/** A text as a name in camel case; `other` if nothing is left of it. */
function asName(text: string, other: string): string {
  const isPlain = IDENTIFIER.test(text) && /^[a-z]/.test(text);
  const name = isPlain
    ? text.replace(/_+(\w)?/g, (_, next = "") => next.toUpperCase())
    : camelCase(text);
  const plain = name.replace(/[^\w$]/g, "");
  if (plain === "") return other;
  const started = /^\d/.test(plain) ? `n${plain}` : plain;
  return isReservedWord(started) || OF_OBJECTS.has(started) ? `${started}Record` : started;
}

function unique(names: readonly string[], taken: ReadonlySet<string>): string {
  const [first = "record"] = names;
  return names.find((name) => !taken.has(name)) ?? freeName(first, (name) => taken.has(name));
}

import { KeyloomError, reasonOf } from "./error.ts";
import { describeIssues, type Issue, wrongType } from "./issue.ts";
import type { KeyRange, Leading } from "./key-range.ts";
import { MAX_KEY_BYTES } from "./limits.ts";
import type { CustomParamCodec } from "./param.ts";
import { byteLength, exceedsBytes } from "./text.ts";

/** A compiled key template: what generated code knows about the keys of one collection. */
export interface KeySpec<Params> {
  /** The collection with its binding, for messages: `CACHE.session`. */
  readonly name: string;
  /** For each parameter, in the template's order, what adds to `issues` if its value cannot be in a key. */
  readonly params: Readonly<Record<string, (input: unknown, issues: Issue[]) => void>>;
  /** Builds the key of parameters that are known to be valid. */
  build(params: Params): string;
  /**
   * For 0, 1, 2, … leading parameters, the text that the keys with them start with. This and what follows
   * is left out of a collection without lists.
   */
  readonly prefixes?: readonly ((params: Params) => string)[];
  /** Reads ranges of parameters, which is `keyRange`; left out where no parameter has an order. */
  readonly range?: (spec: KeySpec<Params>, leading: Leading<Params>) => KeyRange;
  /** Takes a key apart without looking at the parameters' types; `null` where the form is not the template's. */
  match?(key: string): Params | null;
}

/**
 * Builds a key.
 *
 * @throws KeyloomError `invalid-params`, or `key-too-long` past 512 UTF-8 bytes.
 */
export function buildKey<Params>(spec: KeySpec<Params>, params: Params): string {
  checkParams(spec, params, Object.keys(spec.params));
  return checkLength(spec, "key", spec.build(params));
}

/** Takes a key apart; `null` for a key that {@link buildKey} does not make. */
export function parseKey<Params>(spec: KeySpec<Params>, key: string): Params | null {
  const params = spec.match?.(key) ?? null;
  if (params === null) return null;
  if (paramIssues(spec, params, Object.keys(spec.params)).length > 0) return null;
  // Building it again refuses the second spellings of a key, such as a needless `%41` for `A`.
  return spec.build(params) === key && !exceedsBytes(key, MAX_KEY_BYTES) ? params : null;
}

/**
 * The text that the keys with these leading parameters start with.
 *
 * @throws KeyloomError `invalid-params`, also where a parameter is given after one that is left out;
 * `key-too-long` past 512 UTF-8 bytes, which KV takes for no prefix either.
 */
export function keyPrefix<Params>(spec: KeySpec<Params>, params: Partial<Params>): string {
  const names = Object.keys(spec.params);
  const isGiven = (name: string) => paramOf(params, name) !== undefined;
  const missing = names.find((name) => !isGiven(name));
  const leading = missing === undefined ? names : names.slice(0, names.indexOf(missing));
  const stray = names.slice(leading.length).find(isGiven);
  const prefix = spec.prefixes?.[leading.length];
  if (stray !== undefined || prefix === undefined) {
    const message =
      stray === undefined
        ? "all parameters are given, which is one key: read it with `get`"
        : `a list takes leading parameters only: \`${stray}\` needs \`${missing}\` before it`;
    throw new KeyloomError("invalid-params", message, { collection: spec.name });
  }
  checkParams(spec, params, leading);
  return checkLength(spec, "prefix", prefix(params as Params));
}

/**
 * Adds an issue for a parameter that is not a text which a key can hold. An empty one would make
 * `user::1`; half of a surrogate pair has no UTF-8 form, so that two texts would share a key.
 */
export function keyText(input: unknown, issues: Issue[], name: string): void {
  if (typeof input !== "string") wrongType(issues, [name], "a string", input);
  else if (input === "") {
    issues.push({ code: "too_small", path: [name], message: "expected a non-empty string" });
  } else if (!input.isWellFormed()) {
    issues.push({ code: "invalid_format", path: [name], message: "holds a lone surrogate" });
  }
}

/** The same for a parameter with a codec of the author's own: what it encodes to must fit into a key. */
export function customText<T>(
  codec: CustomParamCodec<T>,
  input: unknown,
  issues: Issue[],
  name: string,
): void {
  try {
    // `decode` says no with `undefined`, of which a codec that encodes by `String` makes a text.
    if (input === undefined) wrongType(issues, [name], "a value", input);
    else keyText(codec.encode(input as T), issues, name);
  } catch (error) {
    issues.push({ code: "invalid_value", path: [name], message: reasonOf(error) });
  }
}

export function checkParams<Params>(
  spec: KeySpec<Params>,
  params: Partial<Params>,
  names: readonly string[],
): void {
  const issues = paramIssues(spec, params, names);
  if (issues.length > 0) {
    throw new KeyloomError("invalid-params", describeIssues(issues), {
      collection: spec.name,
      issues,
    });
  }
}

function paramIssues<Params>(
  spec: KeySpec<Params>,
  params: Partial<Params>,
  names: readonly string[],
): Issue[] {
  const issues: Issue[] = [];
  for (const name of names) spec.params[name]?.(paramOf(params, name), issues);
  return issues;
}

function checkLength<Params>(spec: KeySpec<Params>, what: "key" | "prefix", key: string): string {
  if (!exceedsBytes(key, MAX_KEY_BYTES)) return key;
  const message = `the ${what} has ${byteLength(key)} bytes, KV takes at most ${MAX_KEY_BYTES}`;
  throw new KeyloomError("key-too-long", message, { collection: spec.name, key });
}

function paramOf(params: unknown, name: string): unknown {
  const value = (params as Readonly<Record<string, unknown>>)[name];
  // Every object inherits a `constructor`, which is not the parameter of that name.
  return value === (Object.prototype as Readonly<Record<string, unknown>>)[name]
    ? undefined
    : value;
}

import { KeyloomError } from "./error.ts";
import { describeIssues, type Issue, wrongType } from "./issue.ts";
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
  /** For 0, 1, 2, … leading parameters, the text that the keys with them start with. */
  readonly prefixes: readonly ((params: Params) => string)[];
  /** Takes a key apart without looking at the parameters' types; `null` where the form is not the template's. */
  match(key: string): Params | null;
}

/**
 * Builds a key.
 *
 * @throws KeyloomError `invalid-params`, or `key-too-long` past 512 UTF-8 bytes.
 */
export function buildKey<Params>(spec: KeySpec<Params>, params: Params): string {
  checkParams(spec, params, Object.keys(spec.params));
  const key = spec.build(params);
  if (exceedsBytes(key, MAX_KEY_BYTES)) {
    const message = `the key has ${byteLength(key)} bytes, KV takes at most ${MAX_KEY_BYTES}`;
    throw new KeyloomError("key-too-long", message, { collection: spec.name, key });
  }
  return key;
}

/** Takes a key apart; `null` for a key that {@link buildKey} does not make. */
export function parseKey<Params>(spec: KeySpec<Params>, key: string): Params | null {
  const params = spec.match(key);
  if (params === null) return null;
  const issues: Issue[] = [];
  for (const [name, check] of Object.entries(spec.params)) check(paramOf(params, name), issues);
  // Building it again refuses the second spellings of a key, such as a needless `%41` for `A`.
  return issues.length === 0 && spec.build(params) === key ? params : null;
}

/**
 * The text that the keys with these leading parameters start with.
 *
 * @throws KeyloomError `invalid-params`, also where a parameter is given after one that is left out.
 */
export function keyPrefix<Params>(spec: KeySpec<Params>, params: Partial<Params>): string {
  const names = Object.keys(spec.params);
  const given = names.findIndex((name) => paramOf(params, name) === undefined);
  const leading = names.slice(0, given === -1 ? names.length : given);
  const stray = names.slice(leading.length).find((name) => paramOf(params, name) !== undefined);
  const prefix = spec.prefixes[leading.length];
  if (stray !== undefined || prefix === undefined) {
    const message =
      stray === undefined
        ? "all parameters are given, which is one key: read it with `get`"
        : `a list takes leading parameters only: \`${stray}\` needs \`${names[leading.length]}\` before it`;
    throw new KeyloomError("invalid-params", message, { collection: spec.name });
  }
  checkParams(spec, params, leading);
  return prefix(params as Params);
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
    keyText(codec.encode(input as T), issues, name);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    issues.push({ code: "invalid_value", path: [name], message });
  }
}

function checkParams<Params>(
  spec: KeySpec<Params>,
  params: Partial<Params>,
  names: string[],
): void {
  const issues: Issue[] = [];
  for (const name of names) spec.params[name]?.(paramOf(params, name), issues);
  if (issues.length > 0) {
    throw new KeyloomError("invalid-params", describeIssues(issues), {
      collection: spec.name,
      issues,
    });
  }
}

function paramOf(params: unknown, name: string): unknown {
  return (params as Readonly<Record<string, unknown>>)[name];
}

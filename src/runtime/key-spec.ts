import { KeyloomError } from "./error.ts";
import { describeIssues, type Issue } from "./issue.ts";
import type { KeyParam } from "./key-param.ts";
import type { KeyRange, Leading } from "./leading.ts";
import { MAX_KEY_BYTES } from "./limits.ts";
import { byteLength, exceedsBytes } from "./text.ts";

/** A compiled key template: what generated code knows about the keys of one collection. */
export interface KeySpec<Params> {
  /** The collection with its binding, for messages: `CACHE.session`. */
  readonly name: string;
  /** The template's literal texts and its parameters, in order. */
  readonly parts: readonly (string | KeyParam)[];
  /**
   * The form of the keys, with a group for each parameter. A collection without lists has neither this nor
   * the properties below.
   */
  readonly pattern?: RegExp;
  /** For each parameter, a function that turns its text in a key into a value. */
  readonly decode?: readonly ((text: string) => unknown)[];
  /** `keyRange`, which reads ranges of parameters; left out if no parameter has an order. */
  readonly range?: (spec: KeySpec<Params>, leading: Leading<Params>) => KeyRange;
}

/** The parameters of a template, in order. */
export function keyParams<Params>({ parts }: KeySpec<Params>): readonly KeyParam[] {
  return parts.filter((part) => typeof part !== "string");
}

/** The text that keys with the first `count` parameters start with, which are valid; with all of them, the key. */
export function keyStart<Params>(spec: KeySpec<Params>, params: Params, count: number): string {
  let text = "";
  let left = count;
  for (const part of spec.parts) {
    if (typeof part === "string") text += part;
    else if (left-- === 0) break;
    else text += part.encode((params as Readonly<Record<string, never>>)[part.name] as never);
  }
  return text;
}

/**
 * Builds a key.
 *
 * @throws KeyloomError `invalid-params`, or `key-too-long` above 512 UTF-8 bytes.
 */
export function buildKey<Params>(spec: KeySpec<Params>, params: Params): string {
  checkParams(spec, params, keyParams(spec));
  return checkLength(spec, "key", wholeKey(spec, params));
}

/** Parses a key; `null` for a key that {@link buildKey} does not make. */
export function parseKey<Params>(spec: KeySpec<Params>, key: string): Params | null {
  const match = spec.pattern?.exec(key);
  if (match == null) return null;
  const all = keyParams(spec);
  const values = all.map(({ name }, index) => [
    name,
    spec.decode?.[index]?.(match[index + 1] ?? ""),
  ]);
  const params = Object.fromEntries(values) as Params;
  if (paramIssues(params, all).length > 0) return null;
  // Building it again rejects other spellings of a key, such as a needless `%41` for `A`.
  return wholeKey(spec, params) === key && !exceedsBytes(key, MAX_KEY_BYTES) ? params : null;
}

/**
 * The text that the keys with these leading parameters start with.
 *
 * @throws KeyloomError `invalid-params`, also if a parameter is given after one that is left out, or if
 * the arguments would find all records: a parameter that is undefined, or another name; `key-too-long`
 * above 512 UTF-8 bytes, which KV does not accept as a prefix either.
 */
export function keyPrefix<Params>(spec: KeySpec<Params>, params: Partial<Params>): string {
  const all = keyParams(spec);
  const isGiven = ({ name }: KeyParam) => paramOf(params, name) !== undefined;
  const missing = all.find((param) => !isGiven(param));
  const leading = missing === undefined ? all : all.slice(0, all.indexOf(missing));
  const fail = (message: string): never => {
    throw new KeyloomError("invalid-params", message, { collection: spec.name });
  };
  if (missing === undefined) fail("all parameters are given: read this one key with `get`");
  const names = Object.keys(params);
  const stray = all.slice(leading.length).find(({ name }) => names.includes(name));
  if (stray !== undefined) {
    fail(
      isGiven(stray)
        ? `a list takes leading parameters only: \`${stray.name}\` needs \`${missing?.name}\` before it`
        : `\`${stray.name}\` is undefined: leave it out to find all`,
    );
  }
  if (leading.length === 0 && names.length > 0) fail(`the key has no parameter \`${names[0]}\``);
  checkParams(spec, params, leading);
  return checkLength(spec, "prefix", keyStart(spec, params as Params, leading.length));
}

export function checkParams<Params>(
  spec: KeySpec<Params>,
  params: Partial<Params>,
  checked: readonly KeyParam[],
): void {
  const issues = paramIssues(params, checked);
  if (issues.length > 0) {
    throw new KeyloomError("invalid-params", describeIssues(issues), {
      collection: spec.name,
      issues,
    });
  }
}

function paramIssues(params: unknown, checked: readonly KeyParam[]): Issue[] {
  const issues: Issue[] = [];
  for (const { name, check } of checked) check(paramOf(params, name), issues);
  return issues;
}

function wholeKey<Params>(spec: KeySpec<Params>, params: Params): string {
  return keyStart(spec, params, spec.parts.length);
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

/**
 * How workerd turns what a Worker passes into what KV accepts: it converts to text and numbers anything that
 * JavaScript can convert. The order is also workerd's, because it decides which of two mistakes is reported.
 */

/** What a method of the binding was called with. */
export type Arguments = readonly unknown[];

export interface GetArguments {
  readonly type?: string | undefined;
  readonly cacheTtl?: number | undefined;
}

export interface PutArguments {
  readonly expiration?: number | undefined;
  readonly expirationTtl?: number | undefined;
  readonly metadata?: unknown;
}

export interface ListArguments {
  readonly limit?: number | undefined;
  readonly prefix?: string | undefined;
  readonly cursor?: string | undefined;
}

/** The first argument of a read. */
export function keyOrKeys(method: string, types: string, args: Arguments): string | string[] {
  if (args.length === 0) throw mismatch(method, 1, types);
  // Not `map`, which would leave holes where KV reads "undefined".
  return Array.isArray(args[0]) ? Array.from(args[0], toText) : toText(args[0]);
}

/** The first argument of a write. */
export function oneKey(method: string, args: Arguments): string {
  if (args.length === 0) throw mismatch(method, 1, "string");
  return toText(args[0]);
}

/** The value of a put: an object as it is, anything else as text. */
export function valueToPut(args: Arguments): unknown {
  if (args.length < 2) throw mismatch("put", 2, "string or Object");
  return isObject(args[1]) ? args[1] : toText(args[1]);
}

export function getArguments(options: unknown): GetArguments {
  if (options === undefined || options === null) return {};
  if (!isObject(options)) return { type: toText(options) };
  const { type, cacheTtl } = options;
  return { type: optional(type, toText), cacheTtl: optional(cacheTtl, toInteger) };
}

export function putArguments(options: unknown): PutArguments {
  const given = dictionary(options, "put", 3, "PutOptions");
  const expiration = optional(given["expiration"], toInteger);
  const expirationTtl = optional(given["expirationTtl"], toInteger);
  return { expiration, expirationTtl, metadata: given["metadata"] };
}

export function listArguments(options: unknown): ListArguments {
  const given = dictionary(options, "list", 1, "ListOptions");
  const limit = optional(given["limit"], toInteger);
  const prefix = optional(given["prefix"] ?? undefined, toText);
  const cursor = optional(given["cursor"] ?? undefined, toText);
  return { limit, prefix, cursor };
}

function dictionary(
  options: unknown,
  method: string,
  position: number,
  type: string,
): Readonly<Record<string, unknown>> {
  if (options === undefined || options === null) return {};
  if (!isObject(options)) throw mismatch(method, position, type);
  return options;
}

function optional<Result>(value: unknown, convert: (value: unknown) => Result): Result | undefined {
  return value === undefined ? undefined : convert(value);
}

/** Not `String`, which would take symbols. */
function toText(value: unknown): string {
  return `${value as string}`;
}

/** Not `Number`, which would take bigints. */
function toInteger(value: unknown): number {
  const integer = Math.trunc(+(value as number));
  if (!Number.isFinite(integer)) return 0;
  if (integer >= -(2 ** 31) && integer < 2 ** 31) return integer;
  throw new TypeError(
    "Value out of range. Must be between -2147483648 and 2147483647 (inclusive).",
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}

function mismatch(method: string, position: number, type: string): TypeError {
  return new TypeError(
    `Failed to execute '${method}' on 'KvNamespace': parameter ${position} is not of type '${type}'.`,
  );
}

import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Cloudflare's own error codes, as its API returns them. */
export const ERROR_CODES = {
  rateLimit: 971,
  noRoute: 7000,
  invalidIdentifier: 7003,
  authentication: 10000,
  workerNotFound: 10007,
  keyNotFound: 10009,
  badRequest: 10012,
  namespaceNotFound: 10013,
  titleExists: 10014,
  titleRequired: 10019,
  noMainModule: 10021,
  tooFewKeys: 10029,
  badExpiration: 10033,
  badExpirationTtl: 10034,
  kvNotValid: 10042,
  serviceNotFound: 10090,
  methodNotAllowed: 10405,
} as const;

/** A request that Cloudflare rejects: becomes an envelope with the code and the message. */
export class ApiError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: number;

  constructor(status: ContentfulStatusCode, code: keyof typeof ERROR_CODES, message: string) {
    super(message);
    this.status = status;
    this.code = ERROR_CODES[code];
  }
}

/** Answers a request that succeeded. */
export function succeed(context: Context, result: unknown, resultInfo?: object): Response {
  return context.json({
    success: true,
    errors: [],
    messages: [],
    result,
    ...(resultInfo !== undefined && { result_info: resultInfo }),
  });
}

/** Answers a request that was rejected. */
export function fail(
  context: Context,
  { status, code, message }: ApiError,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return context.json(
    { success: false, errors: [{ code, message }], messages: [], result: null },
    status,
    headers,
  );
}

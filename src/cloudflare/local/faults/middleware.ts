import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import { type Clock, wait } from "../../../repeatable/clock.ts";
import { ApiError, fail } from "../envelope.ts";
import { CallLimit } from "./call-limit.ts";
import { type DrawnFaults, drawFaults, RETRY_AFTER_SECONDS } from "./draw.ts";
import type { Faults } from "./faults.ts";

/** What a context holds for the routes. */
export interface FaultVariables {
  /** The keys of a bulk call that are left out. */
  readonly undone: DrawnFaults["undone"];
}

type Env = { Bindings: HttpBindings; Variables: FaultVariables };

/** Production's own words. */
const TOO_MANY = "Please wait and consider throttling your request speed";

/** What each call passes through on its way to its route and back. */
export function faultMiddleware(faults: Faults, clock: Clock): MiddlewareHandler<Env> {
  const limit = faults.callLimit === true ? new CallLimit() : undefined;
  let calls = 0;
  return async (context, next) => {
    const { status, isCut, latency, undone } = drawFaults(faults, ++calls);
    const quota = limit?.count(clock.now());
    await wait(clock, latency);
    if (quota?.isOver === true) return tooMany(context, quota.headers);
    if (status === 429) return tooMany(context, { "retry-after": String(RETRY_AFTER_SECONDS) });
    context.set("undone", undone);
    // Of these, only a 524 comes after the work was done.
    if (status === undefined || status === 524) await next();
    if (status !== undefined) context.res = serverError(status);
    for (const [name, value] of Object.entries(quota?.headers ?? {})) {
      context.res.headers.set(name, value);
    }
    if (!isCut) return;
    context.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  };
}

function tooMany(context: Context, headers: Readonly<Record<string, string>>): Response {
  return fail(context, new ApiError(429, "rateLimit", TOO_MANY), headers);
}

/** Cloudflare's own servers answer with a line of text, not with the API's envelope. */
function serverError(status: number): Response {
  return new Response(`error code: ${status}`, { status });
}

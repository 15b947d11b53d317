import { type Context, Hono } from "hono";
import { matchedRoutes } from "hono/route";
import { fileError, isFileError } from "../../../schema/file-error.ts";
import type { Clock } from "../../repeatable/clock.ts";
import { SHOULD_RETRY } from "../should-retry.ts";
import type { ApiEnv } from "./api-env.ts";
import type { Assets } from "./assets.ts";
import { ApiError, fail, succeed } from "./envelope.ts";
import type { Faults } from "./faults/faults.ts";
import { faultMiddleware } from "./faults/middleware.ts";
import type { Namespaces } from "./namespaces.ts";
import { assetRoutes } from "./routes/assets.ts";
import { bulkRoutes } from "./routes/bulk.ts";
import { namespaceRoutes } from "./routes/namespaces.ts";
import { scriptRoutes } from "./routes/scripts.ts";
import { valueRoutes } from "./routes/values.ts";
import { versionRoutes } from "./routes/versions.ts";
import { workerRoutes } from "./routes/workers.ts";
import type { Scripts } from "./scripts.ts";
import type { KvStore } from "./store.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** The part of Cloudflare's API that KV needs, as a fetch handler. */
export function createApi(options: {
  readonly accountId: string;
  readonly namespaces: Namespaces;
  readonly store: KvStore;
  readonly scripts: Scripts;
  readonly assets: Assets;
  /** Counts the calls that have a token, including rejected ones, by method and route; never by key. */
  readonly calls: Map<string, number>;
  /** Counts the keys of bulk calls in the same way. */
  readonly keys: Map<string, number>;
  readonly faults: Faults;
  readonly clock: Clock;
  /** Called with an error that is not an answer of Cloudflare's. */
  readonly onFault: (error: Error) => void;
}): Hono<ApiEnv> {
  const { accountId, namespaces, store, scripts, assets, calls, keys, faults, clock, onFault } =
    options;
  const api = new Hono<ApiEnv>().basePath("/client/v4");

  api.use(async (context, next) => {
    // Any token is accepted, and none is checked or logged.
    if (!/^Bearer \S/.test(context.req.header("authorization") ?? "")) {
      throw new ApiError(403, "authentication", "Authentication error");
    }
    const call = `${context.req.method} ${routeOf(matchedRoutes(context).at(-1)?.path ?? "")}`;
    const count = (counts: Map<string, number>, more: number) =>
      counts.set(call, (counts.get(call) ?? 0) + more);
    count(calls, 1);
    context.set("countKeys", (more) => void count(keys, more));
    await next();
  });
  api.use(faultMiddleware(faults, clock));
  const verified = (context: Context) => succeed(context, { id: accountId, status: "active" });
  api.get("/user/tokens/verify", verified);
  api.use("/accounts/:account/*", async (context, next) => {
    if (context.req.param("account") !== accountId) {
      const message = `Could not route to ${new URL(context.req.url).pathname}, perhaps your object identifier is invalid?`;
      throw new ApiError(404, "invalidIdentifier", message);
    }
    await next();
  });
  api.get("/accounts/:account/tokens/verify", verified);
  const base = "/accounts/:account/storage/kv/namespaces";
  api.route(base, bulkRoutes(namespaces, store));
  api.route(base, valueRoutes(namespaces, store));
  api.route(base, namespaceRoutes(namespaces, store));
  api.route("/accounts/:account/workers", scriptRoutes(scripts));
  api.route("/accounts/:account/workers", versionRoutes(scripts));
  api.route("/accounts/:account/workers", assetRoutes(assets));
  api.route("/accounts/:account/workers/workers", workerRoutes(scripts));

  api.notFound((context) => {
    const { method, path } = context.req;
    const isRoute = METHODS.some((other) =>
      api.router.match(other, path)[0].some(([[, route]]) => route.method === other),
    );
    const error = isRoute
      ? new ApiError(405, "methodNotAllowed", `${method} is not allowed on this path`)
      : new ApiError(400, "noRoute", "No route for that URI");
    return fail(context, error);
  });
  api.onError((error, context) => {
    if (error instanceof ApiError) return fail(context, error);
    if (isFileError(error)) {
      const { message } = fileError("the local data cannot be written", error);
      return fail(context, new ApiError(507, "badRequest", message), { [SHOULD_RETRY]: "false" });
    }
    onFault(error);
    return fail(context, new ApiError(500, "badRequest", error.message));
  });
  return api;
}

/** What follows the namespaces' collection in a route, without the patterns of its parameters. */
function routeOf(path: string): string {
  return (
    path
      .split("/storage/kv/namespaces")
      .at(-1)
      ?.replace(/\{.*\}/, "") || "/"
  );
}

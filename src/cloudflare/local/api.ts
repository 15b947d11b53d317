import { Hono } from "hono";
import { matchedRoutes } from "hono/route";
import { ApiError, fail, succeed } from "./envelope.ts";
import type { Namespaces } from "./namespaces.ts";
import { bulkRoutes } from "./routes/bulk.ts";
import { namespaceRoutes } from "./routes/namespaces.ts";
import { valueRoutes } from "./routes/values.ts";
import type { KvStore } from "./store.ts";

/** The part of Cloudflare's API that KV needs, as a fetch handler. */
export function createApi(options: {
  readonly accountId: string;
  readonly namespaces: Namespaces;
  readonly store: KvStore;
  /** Told the method and the route of each call: `PUT /:namespace/bulk`. */
  readonly onCall: (call: string) => void;
  /** Told of an error that is no answer of Cloudflare's. */
  readonly onFault: (error: Error) => void;
}): Hono {
  const { accountId, namespaces, store, onCall, onFault } = options;
  const api = new Hono().basePath("/client/v4");

  api.use(async (context, next) => {
    // Any token will do, and none is looked at or logged.
    if (!/^Bearer \S/.test(context.req.header("authorization") ?? "")) {
      throw new ApiError(403, "authentication", "Authentication error");
    }
    await next();
    onCall(`${context.req.method} ${routeOf(matchedRoutes(context).at(-1)?.path ?? "")}`);
  });
  api.get("/user/tokens/verify", (context) =>
    succeed(context, { id: accountId, status: "active" }),
  );
  api.use("/accounts/:account/*", async (context, next) => {
    if (context.req.param("account") !== accountId) {
      const message = `Could not route to ${new URL(context.req.url).pathname}, perhaps your object identifier is invalid?`;
      throw new ApiError(404, "invalidIdentifier", message);
    }
    await next();
  });
  const base = "/accounts/:account/storage/kv/namespaces";
  api.route(base, bulkRoutes(namespaces, store));
  api.route(base, valueRoutes(namespaces, store));
  api.route(base, namespaceRoutes(namespaces, store));

  api.notFound((context) =>
    fail(
      context,
      new ApiError(405, "methodNotAllowed", `${context.req.method} is not allowed on this path`),
    ),
  );
  api.onError((error, context) => {
    if (error instanceof ApiError) return fail(context, error);
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

import { type Context, Hono } from "hono";
import { ApiError, succeed } from "../envelope.ts";
import type { Script, ScriptMetadata, ScriptVersion } from "../script.ts";
import type { Scripts } from "../scripts.ts";
import { jsonBody } from "./json-body.ts";
import { shownBindings } from "./shown-bindings.ts";

/**
 * What Pulumi's `Worker` and `WorkerVersion` call: Workers separate from their code, which comes as JSON. A
 * Worker is identified by its id or by its name.
 */
export function workerRoutes(scripts: Scripts): Hono {
  const app = new Hono();
  const idOf = (context: Context) => context.req.param("worker") ?? "";

  app.post("/", async (context) => {
    const { name, subdomain } = await workerBody(context);
    const { tag } = scripts.create(name);
    return succeed(context, shown(scripts.change(tag, { isOnSubdomain: subdomain })));
  });
  app.get("/:worker", (context) => succeed(context, shown(scripts.get(idOf(context)))));
  app.put("/:worker", async (context) => {
    const { name, subdomain: isOnSubdomain } = await workerBody(context);
    return succeed(context, shown(scripts.change(idOf(context), { name, isOnSubdomain })));
  });
  app.delete("/:worker", (context) => {
    scripts.remove(idOf(context));
    return succeed(context, null);
  });

  app.post("/:worker/versions", async (context) => {
    const { modules, ...metadata } = await jsonBody(context);
    const version = scripts.upload(idOf(context), {
      metadata: metadata as ScriptMetadata,
      modules: modulesOf(modules),
    });
    if (context.req.query("deploy") === "true") {
      scripts.deploy(idOf(context), [{ version_id: version.id }]);
    }
    return succeed(context, shownVersion(version));
  });
  app.get("/:worker/versions/:version", (context) => {
    const version = scripts.version(idOf(context), context.req.param("version"));
    const isWhole = context.req.query("include") === "modules";
    return succeed(context, {
      ...shownVersion(version),
      ...(isWhole && { modules: version.modules.map(shownModule) }),
    });
  });

  return app;
}

/** @throws ApiError 10012 if the Worker has no name. */
async function workerBody(context: Context) {
  const { name, subdomain } = await jsonBody(context);
  if (typeof name !== "string" || name === "") {
    throw new ApiError(400, "badRequest", "a Worker needs a `name`");
  }
  return { name, subdomain: (subdomain as { enabled?: unknown } | undefined)?.enabled === true };
}

/** @throws ApiError 10012 if they are not a list of modules. */
function modulesOf(given: unknown) {
  const modules = (Array.isArray(given) ? given : []) as Readonly<Record<string, unknown>>[];
  return modules.map(({ name, content_type: contentType, content_base64: content }) => {
    if (typeof name !== "string" || typeof content !== "string") {
      const message = "each of `modules` needs a `name`, a `content_type` and a `content_base64`";
      throw new ApiError(400, "badRequest", message);
    }
    return {
      name,
      contentType: String(contentType),
      content: new Uint8Array(Buffer.from(content, "base64")),
    };
  });
}

function shownModule({ name, contentType, content }: ScriptVersion["modules"][number]) {
  const base64 = Buffer.from(content).toString("base64");
  return { name, content_type: contentType, content_base64: base64 };
}

function shown({ name, tag, createdOn, deployments, isOnSubdomain }: Script) {
  return {
    id: tag,
    name,
    created_on: createdOn,
    updated_on: deployments[0]?.createdOn ?? createdOn,
    deployed_on: deployments[0]?.createdOn ?? null,
    logpush: false,
    observability: { enabled: false },
    references: {},
    subdomain: { enabled: isOnSubdomain, previews_enabled: isOnSubdomain },
    tags: [],
    tail_consumers: [],
  };
}

function shownVersion({ id, number, createdOn, metadata, bindings }: ScriptVersion) {
  return {
    id,
    number,
    created_on: createdOn,
    urls: [],
    main_module: metadata.main_module,
    bindings: shownBindings(bindings),
    ...(metadata.assets !== undefined && { assets: { config: metadata.assets.config ?? {} } }),
    compatibility_date: metadata.compatibility_date,
    compatibility_flags: metadata.compatibility_flags ?? [],
    source: "api",
    startup_time_ms: 1,
    usage_model: "standard",
  };
}

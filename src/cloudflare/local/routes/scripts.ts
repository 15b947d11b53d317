import { type Context, Hono } from "hono";
import { ApiError, succeed } from "../envelope.ts";
import type { Script, ScriptMetadata, Scripts, ScriptVersion } from "../scripts.ts";
import { jsonBody } from "./json-body.ts";

/** What `wrangler deploy` and Pulumi's `WorkersScript` ask for when a Worker with KV is deployed. */
export function scriptRoutes(scripts: Scripts): Hono {
  const app = new Hono();
  const nameOf = (context: Context) => context.req.param("name") ?? "";

  app.get("/services/:name", (context) => {
    const name = nameOf(context);
    if (!scripts.has(name)) {
      throw new ApiError(404, "serviceNotFound", "workers.api.error.service_not_found");
    }
    const script = shown(scripts.get(name));
    const environment = { environment: "production", script };
    return succeed(context, { id: name, default_environment: environment });
  });
  app.get("/subdomain", (context) => succeed(context, { subdomain: "local" }));
  app.get("/workers/:name", (context) => {
    const { name, tag, isOnSubdomain } = scripts.get(nameOf(context));
    return succeed(context, { id: tag, name, subdomain: subdomain(isOnSubdomain) });
  });

  app.get("/scripts", (context) => succeed(context, scripts.all().map(shown)));
  app.put("/scripts/:name", async (context) => {
    const name = nameOf(context);
    const { metadata, main } = await upload(context);
    const { id } = scripts.upload(name, metadata, main);
    const version = scripts.deploy(name, id);
    const script = shown(scripts.get(name));
    return succeed(context, { ...script, deployment_id: version.id, startup_time_ms: 1 });
  });
  app.get("/scripts/:name", (context) => {
    const { main } = scripts.get(nameOf(context)).deployed;
    return new Response(main, { headers: { "content-type": "application/javascript+module" } });
  });
  app.delete("/scripts/:name", (context) => {
    scripts.remove(nameOf(context));
    return succeed(context, null);
  });

  app.get("/scripts/:name/settings", (context) =>
    succeed(context, settings(scripts.get(nameOf(context)))),
  );
  app.get("/scripts/:name/script-settings", (context) =>
    succeed(context, unversioned(scripts.get(nameOf(context)))),
  );
  app.patch("/scripts/:name/script-settings", (context) =>
    succeed(context, unversioned(scripts.get(nameOf(context)))),
  );
  app.get("/scripts/:name/secrets", (context) => {
    scripts.get(nameOf(context));
    return succeed(context, []);
  });
  app.get("/scripts/:name/subdomain", (context) =>
    succeed(context, subdomain(scripts.get(nameOf(context)).isOnSubdomain)),
  );
  app.post("/scripts/:name/subdomain", async (context) => {
    const name = nameOf(context);
    const { enabled } = await jsonBody(context);
    scripts.setSubdomain(name, enabled === true);
    return succeed(context, subdomain(scripts.get(name).isOnSubdomain));
  });

  app.post("/scripts/:name/versions", async (context) => {
    const name = nameOf(context);
    const { versions } = scripts.get(name);
    const { metadata, main } = await upload(context);
    const { id, etag } = scripts.upload(name, metadata, main);
    return succeed(context, {
      id,
      number: versions.length + 1,
      startup_time_ms: 1,
      metadata: {},
      resources: { script: { etag }, bindings: metadata.bindings ?? [] },
    });
  });
  app.get("/scripts/:name/deployments", (context) => {
    const { deployed } = scripts.get(nameOf(context));
    return succeed(context, { deployments: [deployment(deployed)] });
  });
  app.post("/scripts/:name/deployments", async (context) => {
    const { versions } = await jsonBody(context);
    const [version] = (Array.isArray(versions) ? versions : []) as { version_id?: unknown }[];
    const deployed = scripts.deploy(nameOf(context), version?.version_id);
    return succeed(context, deployment(deployed));
  });

  return app;
}

/** Reads a form whose part `metadata` says what the other parts, the modules, are to be. */
async function upload(context: Context) {
  if (!context.req.header("content-type")?.startsWith("multipart/form-data")) {
    throw new ApiError(400, "badRequest", "the request's body is not a form of modules");
  }
  const form = await context.req.formData();
  const metadata = await parsed(form.get("metadata"));
  const main = form.get(metadata.main_module ?? "");
  if (main === null) {
    throw new ApiError(400, "noMainModule", "No such module: the form has no main module");
  }
  return { metadata, main: await new Response(main).text() };
}

async function parsed(part: File | string | null): Promise<ScriptMetadata> {
  try {
    return JSON.parse(await new Response(part).text());
  } catch {
    throw new ApiError(400, "badRequest", "the part `metadata` is not JSON");
  }
}

function shown({ name, tag, createdOn, deployed }: Script) {
  const { etag, createdOn: modifiedOn, metadata } = deployed;
  return {
    id: name,
    tag,
    etag,
    created_on: createdOn,
    modified_on: modifiedOn,
    last_deployed_from: "wrangler",
    handlers: ["fetch"],
    compatibility_date: metadata.compatibility_date,
    usage_model: "standard",
  };
}

function settings({ deployed: { metadata } }: Script) {
  return {
    bindings: metadata.bindings ?? [],
    compatibility_date: metadata.compatibility_date,
    compatibility_flags: metadata.compatibility_flags ?? [],
    usage_model: "standard",
    tags: [],
  };
}

/** What belongs to all versions: nothing of it is kept here. */
function unversioned(_: Script) {
  return { logpush: false, tail_consumers: null, tags: [], observability: { enabled: false } };
}

function subdomain(enabled: boolean) {
  return { enabled, previews_enabled: enabled };
}

function deployment({ id, createdOn }: ScriptVersion) {
  return {
    id,
    source: "wrangler",
    strategy: "percentage",
    created_on: createdOn,
    versions: [{ version_id: id, percentage: 100 }],
  };
}

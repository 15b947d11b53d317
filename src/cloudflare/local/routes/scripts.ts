import { type Context, Hono } from "hono";
import { ApiError, succeed } from "../envelope.ts";
import type { Deployment, Script, ScriptBinding } from "../script.ts";
import type { Scripts } from "../scripts.ts";
import { jsonBody } from "./json-body.ts";
import { readScriptForm, writeScriptForm } from "./script-form.ts";

/** What `wrangler deploy` and Pulumi's `WorkersScript` ask for when a Worker with KV is deployed. */
export function scriptRoutes(scripts: Scripts): Hono {
  const app = new Hono();
  const nameOf = (context: Context) => context.req.param("name") ?? "";

  app.get("/services/:name", (context) => {
    const name = nameOf(context);
    if (!scripts.has(name)) {
      throw new ApiError(404, "serviceNotFound", "workers.api.error.service_not_found");
    }
    const environment = { environment: "production", script: shown(scripts, scripts.get(name)) };
    return succeed(context, { id: name, default_environment: environment });
  });
  app.get("/subdomain", (context) => succeed(context, { subdomain: "local" }));

  app.get("/scripts", (context) =>
    succeed(
      context,
      scripts
        .all()
        .filter(({ deployments }) => deployments.length > 0)
        .map((script) => shown(scripts, script)),
    ),
  );
  app.put("/scripts/:name", async (context) => {
    const name = nameOf(context);
    const { metadata, modules } = await readScriptForm(context);
    // What is refused makes no Worker.
    scripts.check(name, metadata, modules);
    if (!scripts.has(name)) scripts.create(name);
    const { id } = scripts.upload(name, metadata, modules);
    const deployment = scripts.deploy(name, [{ version_id: id }]);
    return succeed(context, {
      ...shown(scripts, scripts.get(name)),
      deployment_id: deployment.id,
      startup_time_ms: 1,
    });
  });
  app.get("/scripts/:name", (context) => {
    const [main] = scripts.deployed(nameOf(context)).modules;
    return new Response(main?.content ?? "", {
      headers: { "content-type": main?.contentType ?? "text/plain" },
    });
  });
  app.get("/scripts/:name/content/v2", (context) => {
    const { modules } = scripts.deployed(nameOf(context));
    return new Response(writeScriptForm(modules), {
      headers: { "cf-entrypoint": modules[0]?.name ?? "" },
    });
  });
  app.delete("/scripts/:name", (context) => {
    scripts.remove(nameOf(context));
    return succeed(context, null);
  });

  app.get("/scripts/:name/settings", (context) => {
    const { metadata } = scripts.deployed(nameOf(context));
    return succeed(context, {
      bindings: shownBindings(metadata.bindings),
      compatibility_date: metadata.compatibility_date,
      compatibility_flags: metadata.compatibility_flags ?? [],
      usage_model: "standard",
      tags: [],
    });
  });
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
    succeed(context, subdomain(scripts.get(nameOf(context)))),
  );
  app.post("/scripts/:name/subdomain", async (context) => {
    const { enabled } = await jsonBody(context);
    return succeed(
      context,
      subdomain(scripts.change(nameOf(context), { isOnSubdomain: enabled === true })),
    );
  });

  app.post("/scripts/:name/versions", async (context) => {
    const { metadata, modules } = await readScriptForm(context);
    const { id, number, etag } = scripts.upload(nameOf(context), metadata, modules);
    const resources = { script: { etag }, bindings: shownBindings(metadata.bindings) };
    return succeed(context, { id, number, startup_time_ms: 1, metadata: {}, resources });
  });
  app.get("/scripts/:name/deployments", (context) => {
    const { deployments } = scripts.get(nameOf(context));
    return succeed(context, { deployments: deployments.map(shownDeployment) });
  });
  app.get("/scripts/:name/deployments/:deployment", (context) => {
    const id = context.req.param("deployment");
    return succeed(context, shownDeployment(scripts.deployment(nameOf(context), id)));
  });
  app.post("/scripts/:name/deployments", async (context) => {
    const { versions } = await jsonBody(context);
    if (!Array.isArray(versions) || versions.length === 0) {
      throw new ApiError(400, "badRequest", "`versions` is not a list of versions to deploy");
    }
    return succeed(context, shownDeployment(scripts.deploy(nameOf(context), versions)));
  });

  return app;
}

/** Bindings as they are answered: what is secret is never given back. */
export function shownBindings(bindings: readonly ScriptBinding[] = []): readonly object[] {
  return bindings.map((binding) => {
    const { text, ...rest } = binding;
    return binding.type === "secret_text" ? rest : binding;
  });
}

function shown(scripts: Scripts, { name, tag, createdOn, deployments }: Script) {
  const deployed = deployments.length > 0 ? scripts.deployed(tag) : undefined;
  return {
    id: name,
    tag,
    etag: deployed?.etag,
    created_on: createdOn,
    modified_on: deployed?.createdOn ?? createdOn,
    last_deployed_from: "wrangler",
    has_assets: deployed?.assets !== undefined,
    has_modules: (deployed?.modules.length ?? 0) > 0,
    handlers: ["fetch"],
    compatibility_date: deployed?.metadata.compatibility_date,
    usage_model: "standard",
  };
}

/** What belongs to all versions: nothing of it is kept here. */
function unversioned(_: Script) {
  return { logpush: false, tail_consumers: null, tags: [], observability: { enabled: false } };
}

function subdomain({ isOnSubdomain: enabled }: Script) {
  return { enabled, previews_enabled: enabled };
}

function shownDeployment({ id, createdOn, versions }: Deployment) {
  return {
    id,
    source: "wrangler",
    strategy: "percentage",
    author_email: "somebody@example.com",
    created_on: createdOn,
    versions: versions.map(({ version, percentage }) => ({ version_id: version.id, percentage })),
  };
}

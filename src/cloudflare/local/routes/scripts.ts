import { type Context, Hono } from "hono";
import { ApiError, succeed } from "../envelope.ts";
import type { Script } from "../script.ts";
import type { Scripts } from "../scripts.ts";
import { jsonBody } from "./json-body.ts";
import { readScriptForm, writeScriptForm } from "./script-form.ts";
import { shownBindings } from "./shown-bindings.ts";

/** What `wrangler deploy` and Pulumi's `WorkersScript` call: a Worker together with its code. */
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
  app.delete("/services/:name", (context) => {
    scripts.remove(nameOf(context));
    return succeed(context, null);
  });
  // No Worker here can have any: their bindings are rejected.
  app.get("/durable_objects/namespaces", (context) => succeed(context, []));
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
    const upload = await readScriptForm(context);
    // A rejected upload must not create a Worker.
    scripts.check(name, upload);
    if (!scripts.has(name)) scripts.create(name);
    const { id } = scripts.upload(name, upload);
    scripts.deploy(name, [{ version_id: id }]);
    return succeed(context, {
      ...shown(scripts, scripts.get(name)),
      // Wrangler treats it as the version's id, which it once was.
      deployment_id: id.replaceAll("-", ""),
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
    const { metadata, bindings } = scripts.deployed(nameOf(context));
    return succeed(context, {
      bindings: shownBindings(bindings),
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

  return app;
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

/** What belongs to all versions: none of it is stored here. */
function unversioned(_: Script) {
  return { logpush: false, tail_consumers: null, tags: [], observability: { enabled: false } };
}

function subdomain({ isOnSubdomain: enabled }: Script) {
  return { enabled, previews_enabled: enabled };
}

import { type Context, Hono } from "hono";
import { ApiError, succeed } from "../envelope.ts";
import type { Deployment, ScriptVersion } from "../script.ts";
import type { Scripts } from "../scripts.ts";
import { jsonBody } from "./json-body.ts";
import { readScriptForm } from "./script-form.ts";
import { shownBindings } from "./shown-bindings.ts";

/** What `wrangler versions`, `deployments`, `rollback` and `secret` call. */
export function versionRoutes(scripts: Scripts): Hono {
  const app = new Hono();
  const nameOf = (context: Context) => context.req.param("name") ?? "";

  app.get("/scripts/:name/versions", (context) => {
    const { versions } = scripts.get(nameOf(context));
    return succeed(context, { items: versions.toReversed().map(shownVersion) });
  });
  app.post("/scripts/:name/versions", async (context) => {
    const version = scripts.upload(nameOf(context), await readScriptForm(context));
    return succeed(context, { ...shownVersion(version), startup_time_ms: 1 });
  });
  app.get("/scripts/:name/versions/:version", (context) => {
    const version = scripts.version(nameOf(context), context.req.param("version"));
    return succeed(context, shownVersion(version));
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

  app.get("/scripts/:name/secrets", (context) => {
    const bindings = scripts.get(nameOf(context)).versions.at(-1)?.bindings ?? [];
    return succeed(context, shownBindings(bindings.filter(({ type }) => type === "secret_text")));
  });
  app.put("/scripts/:name/secrets", async (context) => {
    const { name, text } = await jsonBody(context);
    if (typeof name !== "string" || name === "" || typeof text !== "string") {
      throw new ApiError(400, "badRequest", "a secret needs a `name` and a `text`");
    }
    const secret = { type: "secret_text", name };
    scripts.rebind(nameOf(context), (bindings) => [
      ...bindings.filter((binding) => binding.name !== name),
      { ...secret, text },
    ]);
    return succeed(context, secret);
  });
  app.delete("/scripts/:name/secrets/:secret", (context) => {
    const name = context.req.param("secret");
    scripts.rebind(nameOf(context), (bindings) =>
      bindings.filter((binding) => binding.name !== name || binding.type !== "secret_text"),
    );
    return succeed(context, null);
  });

  return app;
}

const SOMEBODY = { author_email: "somebody@example.com", author_id: "somebody" };

function shownVersion({ id, number, etag, createdOn, metadata, bindings }: ScriptVersion) {
  return {
    id,
    number,
    metadata: { ...SOMEBODY, created_on: createdOn, modified_on: createdOn, source: "wrangler" },
    annotations: {},
    resources: {
      bindings: shownBindings(bindings),
      script: { etag, handlers: ["fetch"], last_deployed_from: "wrangler" },
      script_runtime: {
        compatibility_date: metadata.compatibility_date,
        compatibility_flags: metadata.compatibility_flags ?? [],
        usage_model: "standard",
      },
    },
  };
}

function shownDeployment({ id, createdOn, versions }: Deployment) {
  return {
    id,
    source: "wrangler",
    strategy: "percentage",
    author_email: SOMEBODY.author_email,
    annotations: {},
    created_on: createdOn,
    versions: versions.map(({ version, percentage }) => ({ version_id: version.id, percentage })),
  };
}

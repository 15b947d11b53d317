import { Hono } from "hono";
import type { Assets } from "../assets.ts";
import { ApiError, succeed } from "../envelope.ts";
import { jsonBody } from "./json-body.ts";

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The upload of a Worker's static files, which comes before that of the Worker. */
export function assetRoutes(assets: Assets): Hono {
  const app = new Hono();

  // The Worker need not exist yet.
  app.post("/scripts/:name/assets-upload-session", async (context) => {
    const { manifest } = await jsonBody(context);
    return succeed(context, assets.begin(manifest));
  });

  app.post("/assets/upload", async (context) => {
    if (context.req.query("base64") !== "true") {
      throw new ApiError(400, "badRequest", "assets are uploaded with `base64=true`");
    }
    const [, token = ""] = /^Bearer (\S+)/.exec(context.req.header("authorization") ?? "") ?? [];
    const form = await context.req.formData();
    const files = new Map(
      await Promise.all(
        [...form].map(async ([hash, part]) => {
          const text = await new Response(part).text();
          if (!BASE64.test(text)) {
            throw new ApiError(400, "badRequest", `the part ${hash} is not base64`);
          }
          return [hash, new Uint8Array(Buffer.from(text, "base64"))] as const;
        }),
      ),
    );
    const jwt = assets.add(token, files);
    context.status(jwt === undefined ? 202 : 201);
    return succeed(context, jwt === undefined ? {} : { jwt });
  });

  return app;
}

import { Hono } from "hono";
import { ApiError, succeed } from "../envelope.ts";
import type { Namespaces } from "../namespaces.ts";
import type { KvStore } from "../store.ts";
import { jsonBody } from "./json-body.ts";

const DEFAULT_PER_PAGE = 20;
const JURISDICTIONS = ["eu", "us", "fedramp"];

/** The namespaces themselves: list, create, get, rename, delete. */
export function namespaceRoutes(namespaces: Namespaces, store: KvStore): Hono {
  const app = new Hono();

  app.get("/", (context) => {
    const page = positive(context.req.query("page"), 1);
    const perPage = positive(context.req.query("per_page"), DEFAULT_PER_PAGE);
    const order = context.req.query("order") === "title" ? "title" : "id";
    const sign = context.req.query("direction") === "desc" ? -1 : 1;
    const all = namespaces.all().toSorted((a, b) => sign * (a[order] < b[order] ? -1 : 1));
    const result = all.slice((page - 1) * perPage, page * perPage);
    return succeed(context, result, {
      page,
      per_page: perPage,
      count: result.length,
      total_count: all.length,
      total_pages: Math.ceil(all.length / perPage),
    });
  });

  app.post("/", async (context) => {
    const { title, jurisdiction, id } = await jsonBody(context);
    if (jurisdiction !== undefined && !JURISDICTIONS.includes(String(jurisdiction))) {
      throw new ApiError(400, "badRequest", `unknown jurisdiction ${JSON.stringify(jurisdiction)}`);
    }
    const given = {
      ...(jurisdiction !== undefined && { jurisdiction: String(jurisdiction) }),
      ...(typeof id === "string" && id !== "" && { id }),
    };
    return succeed(context, await namespaces.create(title, given));
  });

  app.get("/:namespace", (context) =>
    succeed(context, namespaces.get(context.req.param("namespace"))),
  );

  app.put("/:namespace", async (context) => {
    const { title } = await jsonBody(context);
    return succeed(context, await namespaces.rename(context.req.param("namespace"), title));
  });

  app.delete("/:namespace", async (context) => {
    const { id } = namespaces.get(context.req.param("namespace"));
    await store.clear(id);
    await namespaces.remove(id);
    return succeed(context, {});
  });

  return app;
}

function positive(text: string | undefined, otherwise: number): number {
  const number = Number(text ?? otherwise);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new ApiError(
    400,
    "badRequest",
    `${JSON.stringify(text)} is not a page number or page size`,
  );
}

import type { PageCollection } from "./kv.gen.ts";

/** Serves a file of the site with its content type and entity tag; `304` to who has it already. */
export async function servePage(pages: PageCollection, request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("Method not allowed\n", { status: 405, headers: { allow: "GET, HEAD" } });
  }
  const { pathname } = new URL(request.url);
  const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  const found = await pages.getWithMetadata({ path: decodeURIComponent(path.slice(1)) });
  if (found === null) return new Response("Not found\n", { status: 404 });

  const { contentType, etag, size } = found.metadata;
  const headers = new Headers({ etag, "cache-control": "public, max-age=60" });
  const tags = request.headers.get("if-none-match")?.split(/\s*,\s*/) ?? [];
  if (tags.some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", contentType);
  headers.set("content-length", String(size));
  return new Response(request.method === "HEAD" ? null : found.value, { headers });
}

import type { PageCollection } from "./kv.gen.ts";

/**
 * Serves a file of the site with its content type and entity tag; `304` to who has it already.
 *
 * @param path decoded, without the `/` in front; a folder stands for its `index.html`.
 */
export async function servePage(
  pages: PageCollection,
  request: Request,
  path: string,
): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("Method not allowed\n", { status: 405, headers: { allow: "GET, HEAD" } });
  }
  const isFolder = path === "" || path.endsWith("/");
  const found = await pages.getWithMetadata({ path: isFolder ? `${path}index.html` : path });
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

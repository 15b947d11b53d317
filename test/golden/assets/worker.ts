import { type Env, type FileCollection, keyloom, type SiteRequest } from "./kv.gen.ts";

export default {
  async fetch(request, env) {
    const { assetServer, document, download, file, page, request: requests } = keyloom(env).SITE;
    const url = new URL(request.url);
    if (url.pathname.startsWith("/static/")) return file.serve(request);
    if (url.pathname.startsWith("/docs/")) return document.serve(request);
    if (url.pathname.startsWith("/downloads/")) return download.serve(new Request(url));
    // @ts-expect-error: what is answered is a request, not its path.
    await page.serve("/index.html");
    // @ts-expect-error: records are not served.
    await requests.serve(request);
    const kept: SiteRequest | null = await requests.get({ id: "1" });
    await assetServer.put({ id: "1" }, kept ?? "");

    const metadata = { contentType: "text/html", etag: '"1"', size: 0 };
    await file.put({ name: "a.html" }, new Uint8Array(), { metadata });
    const encodings = { br: 1, gzip: 2 };
    await file.put({ name: "a.html" }, new Uint8Array(), { metadata: { ...metadata, encodings } });
    // @ts-expect-error: nothing of this collection is stored compressed.
    await page.put({ path: "a" }, new Uint8Array(), { metadata: { ...metadata, encodings: {} } });
    return answer(page, request);
  },
} satisfies ExportedHandler<Env>;

/** Whatever collection of files it is. */
function answer(files: Pick<FileCollection, "serve">, request: Request): Promise<Response> {
  return files.serve(request);
}

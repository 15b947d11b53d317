import { type Env, type FileCollection, keyloom, type SiteRequest } from "./kv.gen.ts";

export default {
  async fetch(request, env) {
    const {
      asset,
      assetServer,
      avatar,
      document,
      download,
      file,
      page,
      request: requests,
      share,
      upload,
    } = keyloom(env).SITE;
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

    const metadata = { contentType: "text/html" };
    await file.put({ name: "a.html" }, new Uint8Array(), { metadata });
    await upload.putMany([{ params: { path: "a.html" }, value: new Uint8Array(), metadata }]);
    await share.put({ path: "a.html" }, new Uint8Array(), { metadata, ttl: "2d" });
    await share.touch({ path: "a.html" }, { ttl: "7d" });
    // @ts-expect-error: it is not to live so long.
    await share.put({ path: "a.html" }, new Uint8Array(), { metadata, ttl: "8d" });
    // @ts-expect-error: a file has a type.
    await upload.put({ path: "a" }, new Uint8Array());
    // @ts-expect-error: what follows from the bytes is nothing to say.
    await page.put({ path: "a" }, new Uint8Array(), { metadata: { ...metadata, size: 0 } });
    await avatar.put({ path: "a.png" }, new Uint8Array(), { metadata });
    if (request.method === "DELETE") await avatar.delete({ path: "a.png" });
    if (url.pathname.startsWith("/avatars/")) return avatar.serve(request);
    // @ts-expect-error: the schema leaves it out.
    await avatar.get({ path: "a.png" });
    // @ts-expect-error: these files are only served.
    await asset.put({ path: "a.png" }, new Uint8Array(), { metadata });
    if (url.pathname.endsWith(asset.key({ path: "a.png" }))) return asset.serve(request);
    // A file can be put as it was read.
    const found = await page.getWithMetadata({ path: "a" });
    if (found !== null) await upload.put({ path: "a" }, found.value, found);
    return answer(page, request);
  },
} satisfies ExportedHandler<Env>;

/** Whatever collection of files it is. */
function answer(files: Pick<FileCollection, "serve">, request: Request): Promise<Response> {
  return files.serve(request);
}

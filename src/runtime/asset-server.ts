import {
  type AssetForm,
  type AssetMetadata,
  chooseForm,
  contentHeaders,
  plainForm,
  type StoredFile,
  validators,
} from "./asset-form.ts";
import { indexOf, isFolder } from "./asset-lookup.ts";
import { assetPath } from "./asset-path.ts";
import { AssetReads, type AssetSpec } from "./asset-reads.ts";
import { type ByteRange, cutStream, rangeOf } from "./byte-range.ts";
import type { CleanUrls } from "./clean-urls.ts";
import { isNamed } from "./headers.ts";
import { refuse } from "./refuse.ts";
import type { AnswerOther } from "./single-page-app.ts";

/** What generated code knows about a collection of files. */
export interface AssetServerSpec<Params, Metadata> extends AssetSpec<Params, Metadata> {
  /** The start of request paths: `/`, or `/static/`. */
  readonly mount: string;
  /** `cleanUrls`, which finds pages without `.html`; left out if they are not found. */
  readonly cleanUrls?: CleanUrls;
  /** `singlePageApp`, which answers page paths without a file; left out if nothing does. */
  readonly answerOther?: AnswerOther;
  /** The path of the page for what is not found. */
  readonly notFound?: string;
  /** Returns the `Cache-Control` of the file at a path. */
  cacheControl(path: string): string;
}

/** Answers requests with the files of a collection. It is the class of an accessor without other methods. */
export class AssetServer<Params, Metadata extends AssetMetadata> extends AssetReads<
  Params,
  Metadata
> {
  declare protected readonly spec: AssetServerSpec<Params, Metadata>;

  async serve(request: Request): Promise<Response> {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refuse(request, 405, "Method not allowed", { allow: "GET, HEAD" });
    }
    const url = new URL(request.url);
    if (`${url.pathname}/` === this.spec.mount) {
      return this.#redirect(url, `${url.pathname}/`, indexOf(""));
    }
    const path = assetPath(url.pathname, this.spec.mount);
    if (path === undefined) return refuse(request, 400, "The path is not percent-encoded UTF-8");
    if (path === null) return this.#answerMissing(request);
    return (
      (await this.#answerFile(request, url, path)) ??
      (await this.#leadElsewhere(url, path)) ??
      this.#answerOther(request, path)
    );
  }

  /** Answers with the file that a path names. */
  async #answerFile(request: Request, url: URL, path: string): Promise<Response | undefined> {
    const { cleanUrls } = this.spec;
    const names = isFolder(path) ? [indexOf(path)] : (cleanUrls?.filesAt(path) ?? [path]);
    for (const name of names) {
      const file = await this.open(this.keyOf(name));
      if (file === null) continue;
      const clean = cleanUrls?.cleanPath(url.pathname);
      if (clean === undefined || name !== path) return this.#answer(request, name, file);
      await file.body.cancel();
      return this.#redirect(url, clean, name);
    }
    return undefined;
  }

  /** A folder's path ends with a slash, so that relative links start from it, and a page's does not. */
  async #leadElsewhere(url: URL, path: string): Promise<Response | undefined> {
    const { pathname } = url;
    if (!isFolder(path)) {
      const index = indexOf(path);
      return (await this.#exists(index)) ? this.#redirect(url, `${pathname}/`, index) : undefined;
    }
    const page = path === "" ? undefined : this.spec.cleanUrls?.pageOf(path.slice(0, -1));
    return page !== undefined && (await this.#exists(page))
      ? this.#redirect(url, pathname.slice(0, -1), page)
      : undefined;
  }

  #answerOther(request: Request, path: string): Promise<Response> {
    const { answerOther } = this.spec;
    if (answerOther === undefined) return this.#answerMissing(request);
    return answerOther(request, path, async (page) => {
      const file = page === undefined ? null : await this.open(this.keyOf(page));
      return page === undefined || file === null
        ? this.#answerMissing(request)
        : this.#answer(request, page, file);
    });
  }

  #redirect({ search }: URL, to: string, file: string): Response {
    const headers = {
      location: to + search,
      "cache-control": this.spec.cacheControl(file),
    };
    return new Response(null, { status: 308, headers });
  }

  async #answer(request: Request, path: string, file: StoredFile<Metadata>): Promise<Response> {
    const { metadata, body } = file;
    const vary = this.spec.compressed?.varyOf(metadata);
    const range = rangeOf(request, metadata);
    const form = this.#formFor(request, metadata, range !== undefined);
    if (form === undefined) {
      await body.cancel();
      return refuse(request, 406, "None of its forms is acceptable", { ...vary });
    }
    const { etag } = form;
    const ifMatch = request.headers.get("if-match");
    if (ifMatch !== null && !isNamed(etag, ifMatch, true)) {
      await body.cancel();
      return refuse(request, 412, "The file has changed", { etag, ...vary });
    }
    const cacheControl = this.spec.cacheControl(path);
    const ifNoneMatch = request.headers.get("if-none-match");
    if (ifNoneMatch !== null && isNamed(etag, ifNoneMatch)) {
      await body.cancel();
      const headers = { etag, "cache-control": cacheControl, ...vary };
      return new Response(null, { status: 304, headers });
    }
    if (range === undefined || form.encoding !== "identity") {
      return this.#send(request, 200, file, form, cacheControl);
    }
    if (range !== null) return this.#sendRange(file, form, range, cacheControl);
    await body.cancel();
    const headers = { "content-range": `bytes */${metadata.size}`, ...vary };
    return refuse(request, 416, "The file has no such bytes", headers);
  }

  async #answerMissing(request: Request): Promise<Response> {
    const { notFound } = this.spec;
    // The next deploy may add what is missing.
    const cacheControl = "no-cache";
    const page = notFound === undefined ? null : await this.open(this.keyOf(notFound));
    if (page === null) return refuse(request, 404, "Not found", { "cache-control": cacheControl });
    const form = this.#formFor(request, page.metadata) ?? plainForm(page.metadata);
    return this.#send(request, 404, page, form, cacheControl);
  }

  /** @param wantsRange whether the request is for a part of the file, which always means its plain form. */
  #formFor(request: Request, metadata: Metadata, wantsRange = false): AssetForm | undefined {
    const plain = plainForm(metadata);
    return (
      (wantsRange ? chooseForm(request, plain, []) : undefined) ??
      chooseForm(request, plain, this.spec.compressed?.formsOf(metadata) ?? [])
    );
  }

  /** Sends a file whole. */
  async #send(
    { method }: Request,
    status: 200 | 404,
    file: StoredFile<Metadata>,
    form: AssetForm,
    cacheControl: string,
  ): Promise<Response> {
    const { metadata, body } = file;
    const { compressed } = this.spec;
    const sent =
      method === "HEAD"
        ? { form, body: null }
        : ((await compressed?.bodyOf(file, form, (key) => this.open(key))) ?? { form, body });
    if (sent.body !== body) await body.cancel();
    const headers = {
      ...contentHeaders(metadata, sent.form),
      ...compressed?.varyOf(metadata),
      // The validators of a page that replaces another are not those of the requested one.
      ...(status === 200 && validators(sent.form)),
      "cache-control": cacheControl,
    };
    const isEncoded = sent.form.encoding !== "identity";
    // Without `encodeBody` workerd would compress again what is already compressed.
    const init = { status, headers, ...(isEncoded && { encodeBody: "manual" as const }) };
    return new Response(sent.body, init);
  }

  #sendRange(
    { key, metadata, body }: StoredFile<Metadata>,
    form: AssetForm,
    range: ByteRange,
    cacheControl: string,
  ): Response {
    const { start, end } = range;
    const headers = {
      ...contentHeaders(metadata, form),
      ...this.spec.compressed?.varyOf(metadata),
      ...validators(form),
      "cache-control": cacheControl,
      "content-length": String(end - start),
      "content-range": `bytes ${start}-${end - 1}/${metadata.size}`,
    };
    const part = cutStream(body, range, () =>
      this.fail("invalid-value", `the stored file has fewer than its ${metadata.size} bytes`, key),
    );
    return new Response(part, { status: 206, headers });
  }

  async #exists(path: string): Promise<boolean> {
    const file = await this.open(this.keyOf(path));
    await file?.body.cancel();
    return file !== null;
  }
}

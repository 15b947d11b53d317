import type { Encoding } from "./accept-encoding.ts";
import {
  type AssetForm,
  type AssetMetadata,
  chooseForm,
  contentHeaders,
  formKey,
  plainForm,
  validators,
  varyOf,
} from "./asset-form.ts";
import { assetPath } from "./asset-path.ts";
import { type ByteRange, cutStream, rangeOf } from "./byte-range.ts";
import type { CollectionSpec } from "./collection-spec.ts";
import { KeyloomError } from "./error.ts";
import { isHeader, isNamed, isStrongTag } from "./headers.ts";
import { keyParams } from "./key-spec.ts";
import { ListedCollection } from "./listed-collection.ts";
import { refuse } from "./refuse.ts";

/** What generated code knows about a collection of files. */
export interface AssetServerSpec<Params, Metadata>
  extends CollectionSpec<Params, Uint8Array, Metadata> {
  /** What the paths of requests start with: `/`, or `/static/`. */
  readonly mount: string;
  /** The path of the page for what is not found. */
  readonly notFound?: string;
  /** The compressed forms that files may have; left out where they have none. */
  readonly encodings?: readonly Encoding[];
  /** Gives the `Cache-Control` of the file at a path. */
  cacheControl(path: string): string;
}

/** A record whose body flows. */
interface Stored<Metadata> {
  readonly key: string;
  readonly metadata: Metadata;
  readonly body: ReadableStream<Uint8Array>;
}

/** The document of a folder. */
const INDEX = "index.html";

/** Reads and writes a collection of files, and answers requests with them. */
export class AssetServer<Params, Metadata extends AssetMetadata> extends ListedCollection<
  Params,
  Uint8Array,
  Uint8Array,
  Metadata
> {
  declare protected readonly spec: AssetServerSpec<Params, Metadata>;

  async serve(request: Request): Promise<Response> {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refuse(request, 405, "Method not allowed", { allow: "GET, HEAD" });
    }
    const url = new URL(request.url);
    if (`${url.pathname}/` === this.spec.mount) return this.#toFolder(url, INDEX);
    const path = assetPath(url.pathname, this.spec.mount);
    if (path === undefined) return refuse(request, 400, "The path is not percent-encoded UTF-8");
    if (path === null) return this.#answerMissing(request);
    const isFolder = path === "" || path.endsWith("/");
    const name = isFolder ? path + INDEX : path;
    const file = await this.#open(this.#keyOf(name));
    if (file !== null) return this.#answer(request, name, file);

    const index = `${path}/${INDEX}`;
    // A name with a dot is that of a file: only for others is a second read worth its while.
    if (!isFolder && /(?:^|\/)[^/.]+$/.test(path) && (await this.#exists(index))) {
      return this.#toFolder(url, index);
    }
    return this.#answerMissing(request);
  }

  /** Compressed forms, which no list shows, go before their files: what was cut off can be done again. */
  protected override async remove(keys: readonly string[]): Promise<void> {
    for (const encoding of this.spec.encodings ?? []) {
      await super.remove(keys.map((key) => formKey(key, encoding)));
    }
    await super.remove(keys);
  }

  /** Relative links in a folder's document count from the folder. */
  #toFolder({ pathname, search }: URL, index: string): Response {
    const location = `${pathname}/${search}`;
    const headers = { location, "cache-control": this.spec.cacheControl(index) };
    return new Response(null, { status: 308, headers });
  }

  async #answer(request: Request, path: string, file: Stored<Metadata>): Promise<Response> {
    const { metadata, body } = file;
    const vary = varyOf(metadata);
    const range = rangeOf(request, metadata);
    const form = chooseForm(request, metadata, range !== undefined);
    if (form === undefined) {
      await body.cancel();
      return refuse(request, 406, "None of its forms is acceptable", vary);
    }
    const cacheControl = this.spec.cacheControl(path);
    if (isNamed(form.etag, request.headers.get("if-none-match"))) {
      await body.cancel();
      const headers = { etag: form.etag, "cache-control": cacheControl, ...vary };
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
    // The next deploy may bring what is missing.
    const cacheControl = "no-cache";
    const page = notFound === undefined ? null : await this.#open(this.#keyOf(notFound));
    if (page === null) return refuse(request, 404, "Not found", { "cache-control": cacheControl });
    const form = chooseForm(request, page.metadata) ?? plainForm(page.metadata);
    return this.#send(request, 404, page, form, cacheControl);
  }

  /** Sends a file whole. */
  async #send(
    { method }: Request,
    status: 200 | 404,
    file: Stored<Metadata>,
    form: AssetForm,
    cacheControl: string,
  ): Promise<Response> {
    const sent = method === "HEAD" ? { form, body: null } : await this.#bodyOf(file, form);
    if (sent.body !== file.body) await file.body.cancel();
    const headers = {
      ...contentHeaders(file.metadata, sent.form),
      // Those of a page that stands for another are not those of what was asked for.
      ...(status === 200 && validators(sent.form)),
      "cache-control": cacheControl,
    };
    const isEncoded = sent.form.encoding !== "identity";
    // Without `encodeBody` workerd would compress again what is compressed already.
    const init = { status, headers, ...(isEncoded && { encodeBody: "manual" as const }) };
    return new Response(sent.body, init);
  }

  #sendRange(
    { key, metadata, body }: Stored<Metadata>,
    form: AssetForm,
    range: ByteRange,
    cacheControl: string,
  ): Response {
    const { start, end } = range;
    const headers = {
      ...contentHeaders(metadata, form),
      ...validators(form),
      "cache-control": cacheControl,
      "content-length": String(end - start),
      "content-range": `bytes ${start}-${end - 1}/${metadata.size}`,
    };
    const part = cutStream(body, range, () =>
      this.fail("invalid-value", `the stored file has not its ${metadata.size} bytes`, key),
    );
    return new Response(part, { status: 206, headers });
  }

  /** The stored body of a form, or of the plain one where that form is missing. */
  async #bodyOf(
    { key, metadata, body }: Stored<Metadata>,
    form: AssetForm,
  ): Promise<{ form: AssetForm; body: ReadableStream<Uint8Array> }> {
    if (form.encoding === "identity") return { form, body };
    const encoded = await this.#open(formKey(key, form.encoding));
    if (encoded?.metadata.etag === form.etag) return { form, body: encoded.body };
    // A deploy is under way, and the form is that of the file before it.
    await encoded?.body.cancel();
    return { form: plainForm(metadata), body };
  }

  async #exists(path: string): Promise<boolean> {
    const file = await this.#open(this.#keyOf(path));
    await file?.body.cancel();
    return file !== null;
  }

  /** @returns `undefined` for a path that makes no key: anybody may ask for one that is too long. */
  #keyOf(path: string): string | undefined {
    const [param] = keyParams(this.spec.key);
    try {
      return this.key({ [param?.name ?? ""]: path } as Params);
    } catch (error) {
      if (error instanceof KeyloomError) return undefined;
      throw error;
    }
  }

  async #open(key: string | undefined): Promise<Stored<Metadata> | null> {
    if (key === undefined) return null;
    const { cacheTtl } = this.spec;
    const options = cacheTtl === undefined ? {} : { cacheTtl };
    const { value: body, metadata } = await this.kv.getWithMetadata(key, {
      ...options,
      type: "stream",
    });
    if (body === null) return null;
    try {
      return { key, metadata: this.#checkHeaders(key, metadata), body };
    } catch (error) {
      await body.cancel();
      throw error;
    }
  }

  /** What fits the metadata's type may still be nothing for HTTP. */
  #checkHeaders(key: string, stored: unknown): Metadata {
    const metadata = this.checkMetadata("the stored metadata", stored, key);
    const { contentType, etag, size } = metadata;
    const isSound = isHeader(contentType) && isStrongTag(etag) && size >= 0;
    if (!isSound) this.fail("invalid-metadata", "the stored metadata makes no headers", key);
    return metadata;
  }
}

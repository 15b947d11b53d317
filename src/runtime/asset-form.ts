import { chooseEncoding, type Encoding } from "./accept-encoding.ts";

/** What a response's headers need to know about a file. */
export interface AssetMetadata {
  readonly contentType: string;
  /** A strong entity tag, including quotes. */
  readonly etag: string;
  /** The number of bytes. */
  readonly size: number;
  /** The compressed forms that are also stored, with their numbers of bytes. */
  readonly encodings?: { readonly [Name in Encoding]?: number | undefined } | undefined;
}

/** A record whose body flows. */
export interface StoredFile<Metadata extends AssetMetadata = AssetMetadata> {
  readonly key: string;
  readonly metadata: Metadata;
  readonly body: ReadableStream<Uint8Array>;
}

/** The form in which a file is sent. */
export interface AssetForm {
  readonly encoding: Encoding | "identity";
  readonly etag: string;
  readonly size: number;
}

export function plainForm({ etag, size }: AssetMetadata): AssetForm {
  return { encoding: "identity", etag, size };
}

/**
 * Chooses the form that a client gets.
 *
 * @param plain the form that every file has.
 * @param compressed its other forms.
 * @returns `undefined` if the client accepts none of them.
 */
export function chooseForm(
  request: Request,
  plain: AssetForm,
  compressed: readonly AssetForm[],
): AssetForm | undefined {
  const available = compressed.map(({ encoding }) => encoding as Encoding);
  const chosen = chooseEncoding(acceptedBy(request), available);
  return [plain, ...compressed].find(({ encoding }) => encoding === chosen);
}

/** The headers that describe a body. */
export function contentHeaders(
  { contentType }: AssetMetadata,
  { encoding, size }: AssetForm,
): Record<string, string> {
  return {
    "content-type": contentType,
    "content-length": String(size),
    ...(encoding !== "identity" && { "content-encoding": encoding }),
  };
}

/** The headers with which a client can request the same file again, or a part of it. */
export function validators({ encoding, etag }: AssetForm): Record<string, string> {
  return encoding === "identity" ? { etag, "accept-ranges": "bytes" } : { etag };
}

/** Cloudflare replaces the client's `Accept-Encoding` with its own, and keeps the original here. */
function acceptedBy(request: Request): string | null {
  const { cf } = request as { readonly cf?: { readonly clientAcceptEncoding?: string } };
  return cf?.clientAcceptEncoding ?? request.headers.get("accept-encoding");
}

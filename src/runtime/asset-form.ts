import { chooseEncoding, ENCODINGS, type Encoding } from "./accept-encoding.ts";

/** What a response's headers need of a file. */
export interface AssetMetadata {
  readonly contentType: string;
  /** A strong entity tag, quotes included. */
  readonly etag: string;
  /** The number of bytes. */
  readonly size: number;
  /** The compressed forms that are stored as well, with their numbers of bytes. */
  readonly encodings?: { readonly [Name in Encoding]?: number | undefined } | undefined;
}

/** The form in which a file is sent. */
export interface AssetForm {
  readonly encoding: Encoding | "identity";
  readonly etag: string;
  readonly size: number;
}

/**
 * The key of a file's compressed form. In the text of a path each `%` starts a percent sequence, which
 * this is not: no path makes such a key, and a list passes it over.
 *
 * @param key the file's own key.
 */
export function formKey(key: string, encoding: Encoding): string {
  return `${key}%${encoding}`;
}

/** A form's entity tag follows from that of the file, so that the two are known to belong together. */
export function formTag(etag: string, encoding: Encoding): string {
  return `${etag.slice(0, -1)}-${encoding}"`;
}

export function plainForm({ etag, size }: AssetMetadata): AssetForm {
  return { encoding: "identity", etag, size };
}

/**
 * Chooses the form that a client gets.
 *
 * @param wantsRange whether it asks for a part of the file, which is one of its plain form.
 * @returns `undefined` where the client takes none of them.
 */
export function chooseForm(
  request: Request,
  metadata: AssetMetadata,
  wantsRange = false,
): AssetForm | undefined {
  const accepted = acceptedBy(request);
  if (wantsRange && chooseEncoding(accepted, []) !== undefined) return plainForm(metadata);
  const encoding = chooseEncoding(accepted, encodingsOf(metadata));
  if (encoding === undefined || encoding === "identity") return encoding && plainForm(metadata);
  const size = metadata.encodings?.[encoding] ?? 0;
  return { encoding, etag: formTag(metadata.etag, encoding), size };
}

/** The headers that tell what a body is. */
export function contentHeaders(
  metadata: AssetMetadata,
  { encoding, size }: AssetForm,
): Record<string, string> {
  return {
    "content-type": metadata.contentType,
    "content-length": String(size),
    ...(encoding !== "identity" && { "content-encoding": encoding }),
    ...varyOf(metadata),
  };
}

/** The headers by which a client asks again for the same file, or for a part of it. */
export function validators({ encoding, etag }: AssetForm): Record<string, string> {
  return encoding === "identity" ? { etag, "accept-ranges": "bytes" } : { etag };
}

/** Says to caches that another client may get another form. */
export function varyOf(metadata: AssetMetadata): Record<string, string> {
  return encodingsOf(metadata).length > 0 ? { vary: "Accept-Encoding" } : {};
}

function encodingsOf({ encodings }: AssetMetadata): readonly Encoding[] {
  return ENCODINGS.filter((encoding) => encodings?.[encoding] !== undefined);
}

/** Cloudflare puts its own `Accept-Encoding` in the place of the client's, and keeps that one here. */
function acceptedBy(request: Request): string | null {
  const { cf } = request as { readonly cf?: { readonly clientAcceptEncoding?: string } };
  return cf?.clientAcceptEncoding ?? request.headers.get("accept-encoding");
}

import { chooseEncoding, ENCODINGS, type Encoding } from "./accept-encoding.ts";

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

/** The form in which a file is sent. */
export interface AssetForm {
  readonly encoding: Encoding | "identity";
  readonly etag: string;
  readonly size: number;
}

/**
 * The key of a file's compressed form. In the text of a path each `%` starts a percent sequence, which this is
 * not: no path makes such a key, and a list skips it.
 *
 * @param key the file's own key.
 */
export function formKey(key: string, encoding: Encoding): string {
  return `${key}%${encoding}`;
}

/** A form's entity tag is derived from that of the file, so that both are known to belong together. */
export function formTag(etag: string, encoding: Encoding): string {
  return `${etag.slice(0, -1)}-${encoding}"`;
}

export function plainForm({ etag, size }: AssetMetadata): AssetForm {
  return { encoding: "identity", etag, size };
}

/**
 * Chooses the form that a client gets.
 *
 * @param wantsRange whether it requests a part of the file, which always means its plain form.
 * @returns `undefined` if the client accepts none of them.
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

/** The headers that describe a body. */
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

/** The headers with which a client can request the same file again, or a part of it. */
export function validators({ encoding, etag }: AssetForm): Record<string, string> {
  return encoding === "identity" ? { etag, "accept-ranges": "bytes" } : { etag };
}

/** Tells caches that another client may get another form. */
export function varyOf(metadata: AssetMetadata): Record<string, string> {
  return encodingsOf(metadata).length > 0 ? { vary: "Accept-Encoding" } : {};
}

function encodingsOf({ encodings }: AssetMetadata): readonly Encoding[] {
  return ENCODINGS.filter((encoding) => encodings?.[encoding] !== undefined);
}

/** Cloudflare replaces the client's `Accept-Encoding` with its own, and keeps the original here. */
function acceptedBy(request: Request): string | null {
  const { cf } = request as { readonly cf?: { readonly clientAcceptEncoding?: string } };
  return cf?.clientAcceptEncoding ?? request.headers.get("accept-encoding");
}

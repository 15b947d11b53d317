import type { GzipCodec, PlainCodec, SealedCodec, ValueCodec } from "./model.ts";

/** A codec of values that are held as a whole, which can be sealed. */
type WholeCodec = Exclude<PlainCodec, "stream">;

/** A codec whose values are bytes, for which the collection has no type. */
export type BytesCodec =
  | ("bytes" | "stream")
  | GzipCodec<"bytes" | "stream">
  | SealedCodec<"bytes" | GzipCodec<"bytes">>;

/** Compresses the values that another codec stores. */
export function gzip<const Of extends PlainCodec>(of: Of): GzipCodec<Of> {
  return { kind: "gzip", of };
}

/**
 * Encrypts the values that another codec stores, with AES-GCM. Only somebody with the secret can read
 * them, or write values that the Worker accepts.
 *
 * @param options.secret the binding of the secret that holds the keys.
 */
export function sealed<const Of extends WholeCodec | GzipCodec<WholeCodec>>(
  of: Of,
  options: { readonly secret: string },
): SealedCodec<Of> {
  return { kind: "sealed", of, secret: options?.secret };
}

/** What a value is before it is compressed or sealed. */
export function plainCodec(codec: ValueCodec): PlainCodec {
  return typeof codec === "string" ? codec : plainCodec(codec.of);
}

/** Whether values are read as text, of which KV returns up to 100 in one operation. */
export function isText(codec: ValueCodec): boolean {
  return codec === "json" || codec === "text";
}

/** The secret that seals a collection's values; `undefined` if they are not sealed. */
export function secretOf(codec: ValueCodec): string | undefined {
  return typeof codec !== "string" && codec.kind === "sealed" ? codec.secret : undefined;
}

/** A codec as it is written in a schema: `sealed(gzip("json"), …)`. */
export function codecText(codec: ValueCodec): string {
  if (typeof codec === "string") return codec;
  const of = typeof codec.of === "string" ? JSON.stringify(codec.of) : codecText(codec.of);
  return codec.kind === "gzip" ? `gzip(${of})` : `sealed(${of}, …)`;
}

import type { Encoding } from "./accept-encoding.ts";
import { type AssetForm, type AssetMetadata, plainForm, type StoredFile } from "./asset-form.ts";

/** What a collection knows about the compressed forms that are stored beside its files. */
export type CompressedForms = ReturnType<typeof compressedForms>;

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

/**
 * The compressed forms that files may have. No bundle has this unless a collection's `precompress` asks for it.
 *
 * @param encodings in order of preference.
 */
export function compressedForms(...encodings: readonly Encoding[]) {
  const formsOf = (metadata: AssetMetadata): readonly AssetForm[] =>
    encodings.flatMap((encoding) => {
      const size = metadata.encodings?.[encoding];
      return size === undefined ? [] : { encoding, etag: formTag(metadata.etag, encoding), size };
    });
  return {
    /** The compressed forms of a file. */
    formsOf,

    /** Tells caches that another client may get another form. */
    varyOf: (metadata: AssetMetadata): Record<string, string> =>
      formsOf(metadata).length > 0 ? { vary: "Accept-Encoding" } : {},

    /** For each encoding, the keys under which the compressed forms of files would be. */
    keysOf: (keys: readonly string[]): readonly string[][] =>
      encodings.map((encoding) => keys.map((key) => formKey(key, encoding))),

    /** The stored body of a form, or of the plain one if that form is missing. */
    async bodyOf(
      { key, metadata, body }: StoredFile,
      form: AssetForm,
      open: (key: string) => Promise<StoredFile | null>,
    ): Promise<{ form: AssetForm; body: ReadableStream<Uint8Array> }> {
      if (form.encoding === "identity") return { form, body };
      const encoded = await open(formKey(key, form.encoding));
      if (encoded?.metadata.etag === form.etag) return { form, body: encoded.body };
      // A deploy is in progress, and the form is that of the previous file.
      await encoded?.body.cancel();
      return { form: plainForm(metadata), body };
    },
  };
}

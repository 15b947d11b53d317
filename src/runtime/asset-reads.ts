import type { AssetMetadata, StoredFile } from "./asset-form.ts";
import type { CollectionSpec } from "./collection-spec.ts";
import type { CompressedForms } from "./compressed-forms.ts";
import { KeyloomError } from "./error.ts";
import { isHeader, isStrongTag } from "./headers.ts";
import { keyParams } from "./key-spec.ts";
import { Records } from "./records.ts";

/** What generated code knows about the records of a collection of files. */
export interface AssetSpec<Params, Metadata>
  extends CollectionSpec<Params, Uint8Array<ArrayBuffer>, Metadata> {
  /** The `compressedForms` that files may have; left out if they have none. */
  readonly compressed?: CompressedForms;
}

/** Reads files with what answers to requests must know about them. */
export class AssetReads<Params, Metadata extends AssetMetadata> extends Records<
  Params,
  Uint8Array<ArrayBuffer>,
  Metadata,
  null
> {
  /** @returns `undefined` for a path that does not make a key: anybody may request one that is too long. */
  protected keyOf(path: string): string | undefined {
    const name = keyParams(this.spec.key)[0]?.name ?? "";
    try {
      return this.key({ [name]: path } as Params);
    } catch (error) {
      if (error instanceof KeyloomError) return undefined;
      throw error;
    }
  }

  protected async open(key: string | undefined): Promise<StoredFile<Metadata> | null> {
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

  /** Metadata of the right type may still be invalid in HTTP. */
  #checkHeaders(key: string, stored: unknown): Metadata {
    const metadata = this.checkMetadata("the stored metadata", stored, key);
    const { contentType, etag, size } = metadata;
    const isSound = isHeader(contentType) && isStrongTag(etag) && size >= 0;
    if (!isSound) this.fail("invalid-metadata", "the stored metadata cannot be headers", key);
    return metadata;
  }
}

import type { AssetMetadata, StoredFile } from "./asset-form.ts";
import { isFilePath } from "./asset-path.ts";
import type { Prepared, PutOptions } from "./basic-collection.ts";
import type { CollectionSpec } from "./collection-spec.ts";
import type { CompressedForms } from "./compressed-forms.ts";
import { entityTag } from "./entity-tag.ts";
import { KeyloomError } from "./error.ts";
import { isHeader, isMediaType, isStrongTag } from "./headers.ts";
import { isRecord } from "./issue.ts";
import { keyParams } from "./key-spec.ts";
import { ListedCollection } from "./listed-collection.ts";

/** What generated code knows about the records of a collection of files. */
export interface AssetSpec<Params, Metadata> extends CollectionSpec<Params, Uint8Array, Metadata> {
  /** The `compressedForms` that files may have; left out if they have none. */
  readonly compressed?: CompressedForms;
}

/** Reads and writes a collection of files, with what answers to requests must know about them. */
export class AssetCollection<Params, Metadata extends AssetMetadata> extends ListedCollection<
  Params,
  Uint8Array,
  Uint8Array,
  Metadata
> {
  declare protected readonly spec: AssetSpec<Params, Metadata>;

  /** A file at a path such as `/a.png`, as in a URL, would never be found by a request. */
  override key(params: Params): string {
    const key = super.key(params);
    if (this.#isServed(params)) return key;
    const message = `\`${this.#pathParam}\` is not a file path: write \`a/b.png\`, without a slash at either end, and without \`.\`, \`..\` and backslashes`;
    return this.fail("invalid-params", message, key);
  }

  override parse(key: string): Params | null {
    const params = super.parse(key);
    return params === null || this.#isServed(params) ? params : null;
  }

  /** A file's size and entity tag follow from its bytes, as in a seed. */
  protected override async prepare(
    key: string,
    input: Uint8Array,
    { metadata: given, ...options }: PutOptions,
  ): Promise<Prepared<Uint8Array>> {
    // The checks report what is not of its type.
    const isFile = input instanceof Uint8Array && isRecord(given);
    const metadata = isFile
      ? {
          contentType: given["contentType"],
          etag: await entityTag(input),
          size: input.byteLength,
        }
      : given;
    const prepared = await super.prepare(key, input, { ...options, metadata });
    const { contentType } = prepared.options.metadata as Metadata;
    if (isMediaType(contentType)) return prepared;
    const message = `\`contentType\` is ${JSON.stringify(contentType)}: write a media type, such as "image/png"`;
    return this.fail("invalid-metadata", message, key);
  }

  /** Compressed forms, which no list shows, are removed before their files: an interrupted removal can be repeated. */
  protected override async remove(keys: readonly string[]): Promise<void> {
    for (const forms of this.spec.compressed?.keysOf(keys) ?? []) await super.remove(forms);
    await super.remove(keys);
  }

  /** @returns `undefined` for a path that does not make a key: anybody may request one that is too long. */
  protected keyOf(path: string): string | undefined {
    try {
      return this.key({ [this.#pathParam]: path } as Params);
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

  #isServed(params: Params): boolean {
    return isFilePath(String((params as Readonly<Record<string, unknown>>)[this.#pathParam]));
  }

  /** The name of the only parameter. */
  get #pathParam(): string {
    return keyParams(this.spec.key)[0]?.name ?? "";
  }
}

import type { AssetMetadata } from "./asset-form.ts";
import { AssetServer, type AssetServerSpec } from "./asset-server.ts";
import type { Prepared, PutOptions } from "./basic-collection.ts";
import { fileOptions } from "./file-options.ts";
import { ListedCollection } from "./listed-collection.ts";

/** A collection of files with all methods: what {@link AssetStore} does, with another base. */
export class ListedAssetStore<Params, Metadata extends AssetMetadata> extends ListedCollection<
  Params,
  Uint8Array,
  Uint8Array<ArrayBuffer>,
  Metadata
> {
  declare protected readonly spec: AssetServerSpec<Params, Metadata>;

  serve(request: Request): Promise<Response> {
    return new AssetServer(this.kv, this.spec).serve(request);
  }

  protected override async prepare(
    key: string,
    input: Uint8Array,
    options: PutOptions,
  ): Promise<Prepared<Uint8Array<ArrayBuffer>>> {
    const refuse = (message: string) => this.fail("invalid-metadata", message, key);
    return super.prepare(key, input, await fileOptions(input, options, refuse));
  }

  /** Compressed forms, which no list shows, are removed before their files: an interrupted removal can be repeated. */
  protected override async remove(keys: readonly string[]): Promise<void> {
    for (const forms of this.spec.compressed?.keysOf(keys) ?? []) await super.remove(forms);
    await super.remove(keys);
  }
}

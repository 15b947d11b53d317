import type { AssetMetadata } from "./asset-form.ts";
import { AssetServer, type AssetServerSpec } from "./asset-server.ts";
import { BasicCollection, type Prepared, type PutOptions } from "./basic-collection.ts";
import { fileOptions } from "./file-options.ts";

/** A collection of files that are served, read one by one, put and deleted. */
export class AssetStore<Params, Metadata extends AssetMetadata> extends BasicCollection<
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

  /** Compressed forms are removed before their files: an interrupted removal can be repeated. */
  protected override async remove(keys: readonly string[]): Promise<void> {
    for (const forms of this.spec.compressed?.keysOf(keys) ?? []) await super.remove(forms);
    await super.remove(keys);
  }
}

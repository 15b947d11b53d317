import { MAX_METADATA_BYTES } from "../../src/runtime/limits.ts";
import type { CollectionModel, Model } from "../model.ts";
import { maxJsonBytes } from "../type/size.ts";
import { collectionsOf, type DefinitionCheck, type Finding } from "./check.ts";

/** Metadata whose largest form passes KV's limit. */
export const metadataTooLong: DefinitionCheck = { id: "metadata-too-long", find };

function* find(model: Model): Generator<Finding> {
  for (const { collection, path } of collectionsOf(model)) {
    if (collection.metadata === undefined) continue;
    const longest = maxJsonBytes(collection.metadata) + versionBytes(collection);
    if (longest <= MAX_METADATA_BYTES) continue;
    yield {
      path: [...path, "metadata"],
      message:
        longest === Infinity
          ? `nothing bounds the metadata, and KV takes at most ${MAX_METADATA_BYTES} bytes of it`
          : `the metadata can take ${longest} bytes of JSON, KV takes at most ${MAX_METADATA_BYTES}`,
      help: "Bound its strings and arrays with `.max()` (JSON can take 6 bytes a character), or move large parts into the value.",
    };
  }
}

/** What stands beside the author's metadata, where their version does. */
function versionBytes({ version }: CollectionModel): number {
  return version?.in === "metadata" ? `,"$version":${version.current}`.length : 0;
}

import { MAX_METADATA_BYTES } from "../../src/runtime/limits.ts";
import type { CollectionModel, Model } from "../model.ts";
import type { TypeModel } from "../type/model.ts";
import { maxJsonBytes } from "../type/size.ts";
import { collectionsOf, type DefinitionCheck, type Finding } from "./check.ts";

/** Metadata whose largest form passes KV's limit. */
export const metadataTooLong: DefinitionCheck = { id: "metadata-too-long", find };

function* find(model: Model): Generator<Finding> {
  for (const { collection, path } of collectionsOf(model)) {
    if (collection.metadata === undefined) continue;
    const longest = maxJsonBytes(collection.metadata) + versionBytes(collection);
    if (longest <= MAX_METADATA_BYTES) continue;
    const largest = largestFields(collection.metadata);
    yield {
      path: [...path, "metadata"],
      message:
        longest === Infinity
          ? `nothing bounds ${largest === "" ? "the metadata" : `${largest} of the metadata`}, and KV takes at most ${MAX_METADATA_BYTES} bytes of it`
          : `the metadata can take ${longest} bytes of JSON, KV takes at most ${MAX_METADATA_BYTES}${largest === "" ? "" : `: most of it is ${largest}`}`,
      help: "Bound its strings and arrays with `.max()` (JSON can take 6 bytes a character; 1 where a `.regex(/^[\\w-]{1,40}$/)` says so), datetimes with `{ precision: 3 }`, or move large parts into the value.",
    };
  }
}

/** The fields that nothing bounds, or else those that take most of the bytes. */
function largestFields(type: TypeModel): string {
  if (type.kind === "readonly" || type.kind === "optional") return largestFields(type.inner);
  if (type.kind !== "object") return "";
  const sizes = type.properties.map(({ name, type }) => ({ name, bytes: maxJsonBytes(type) }));
  const most = Math.max(...sizes.map(({ bytes }) => bytes));
  const large = sizes.filter(({ bytes }) => bytes === Infinity || bytes * 2 > most);
  const told = most === Infinity ? large.filter(({ bytes }) => bytes === Infinity) : large;
  return told.map(({ name }) => `\`${name}\``).join(", ");
}

/** What stands beside the author's metadata, where their version does. */
function versionBytes({ version }: CollectionModel): number {
  return version?.in === "metadata" ? `,"$version":${version.current}`.length : 0;
}

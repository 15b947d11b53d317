import { MAX_METADATA_BYTES } from "../../src/runtime/limits.ts";
import { largestMetadata } from "../largest.ts";
import type { Model } from "../model.ts";
import { maxJsonBytes } from "../type/json-size.ts";
import type { TypeModel } from "../type/model.ts";
import { AS_ASCII } from "../type/string-size.ts";
import { collectionsOf, type DefinitionCheck, type Finding } from "./check.ts";

/** Metadata that can exceed KV's limit even as ASCII; other characters are counted when a record is written. */
export const metadataTooLong: DefinitionCheck = { id: "metadata-too-long", find };

function* find(model: Model): Generator<Finding> {
  for (const { collection, path } of collectionsOf(model)) {
    if (collection.metadata === undefined) continue;
    const longest = largestMetadata(collection, AS_ASCII);
    if (longest <= MAX_METADATA_BYTES) continue;
    const largest = largestFields(collection.metadata);
    yield {
      path: [...path, "metadata"],
      message:
        longest === Infinity
          ? `nothing limits the size of ${largest === "" ? "the metadata" : `${largest} in the metadata`}, and KV accepts at most ${MAX_METADATA_BYTES} bytes`
          : `the metadata can take ${longest} bytes of JSON, and KV accepts at most ${MAX_METADATA_BYTES}${largest === "" ? "" : `; most of it is ${largest}`}`,
      help: "Bound its strings and arrays with `.max()`, datetimes with `{ precision: 3 }`, or move large parts into the value.",
    };
  }
}

/** The fields without a maximum size, or else those that take most of the bytes. */
function largestFields(type: TypeModel): string {
  if (type.kind === "readonly" || type.kind === "optional") return largestFields(type.inner);
  if (type.kind !== "object") return "";
  const sizes = type.properties.map(({ name, type }) => ({
    name,
    bytes: maxJsonBytes(type, AS_ASCII),
  }));
  const most = Math.max(...sizes.map(({ bytes }) => bytes));
  const large = sizes.filter(({ bytes }) => bytes === Infinity || bytes * 2 > most);
  const told = most === Infinity ? large.filter(({ bytes }) => bytes === Infinity) : large;
  return told.map(({ name }) => `\`${name}\``).join(", ");
}

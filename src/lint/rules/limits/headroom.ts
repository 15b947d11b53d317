import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import { keyTemplatesOf } from "../../../../schema/key-templates.ts";
import { largestMetadata, longestKey } from "../../../../schema/largest.ts";
import type { CollectionModel } from "../../../../schema/model.ts";
import { maxJsonBytes } from "../../../../schema/type/json-size.ts";
import { AS_UTF_8, maxKeyBytes } from "../../../../schema/type/string-size.ts";
import { MAX_KEY_BYTES, MAX_METADATA_BYTES, MAX_VALUE_BYTES } from "../../../runtime/limits.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

interface Options {
  readonly percent: number;
}

export const rule: ModelRule<Options> = {
  id: "limits/headroom",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "The longest key, the largest metadata and the largest value leave room below KV's limits. Values count if their type bounds their size as JSON or text.",
    why: "Keys are promises, and metadata and values grow: a key or a record that is at its limit today has no room for another segment or field, and stored records would have to be moved.",
    wrong: `note: collection({
  key: "note:{title}",
  params: { title: z.string().max(124) },
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    right: `note: collection({
  key: "note:{title}",
  params: { title: z.string().max(64) },
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    silence: "When others decide what the keys look like.",
  },
  options: z.strictObject({
    percent: z
      .number()
      .min(1)
      .max(100)
      .default(90)
      .describe("how much of KV's limit may be used, in percent"),
  }),
  *checkModel(model, { percent }): Generator<ModelFinding> {
    for (const { key, path } of keyTemplatesOf(model)) {
      // An unbounded parameter takes what the key leaves; `limits/wide-characters` reports text that is not ASCII.
      if (key.params.some(({ maxBytes }) => maxBytes === undefined)) continue;
      const bytes = longestKey(key);
      if (bytes <= (MAX_KEY_BYTES * percent) / 100) continue;
      if (longestKey(key, AS_UTF_8) > MAX_KEY_BYTES) continue;
      yield {
        path,
        message: `the longest key of \`${key.template}\` takes ${bytes} of KV's ${MAX_KEY_BYTES} bytes`,
        help: "Lower the parameters' `.max()`, or shorten the literal text.",
      };
    }
    for (const { collection, path } of collectionsOf(model)) {
      // The metadata of assets is Keyloom's own.
      const size = collection.kind === "assets" ? 0 : largestMetadata(collection);
      const isTold = largestMetadata(collection, AS_UTF_8) > MAX_METADATA_BYTES;
      if (size > (MAX_METADATA_BYTES * percent) / 100 && !isTold) {
        yield {
          path: [...path, "metadata"],
          message: `the largest metadata of \`${collection.name}\` takes ${size} of KV's ${MAX_METADATA_BYTES} bytes`,
          help: "Bound its parts more tightly, or move some into the value.",
        };
      }
      const most = largestValue(collection);
      if (most !== Infinity && most > (MAX_VALUE_BYTES * percent) / 100) {
        yield {
          path: [...path, "value"],
          message: `the largest value of \`${collection.name}\` takes ${most} of KV's ${MAX_VALUE_BYTES} bytes`,
          help: "Bound its parts more tightly, split it into several records, or keep it in R2.",
        };
      }
    }
  },
};

/** By the value's type; `Infinity` if that sets no bound, or the stored form is compressed or sealed. */
function largestValue({ codec, value }: CollectionModel): number {
  if (codec === "json") return maxJsonBytes(value);
  // The same as in a key where nothing is encoded.
  return codec === "text" && value.kind === "string" ? maxKeyBytes(value, "") : Infinity;
}

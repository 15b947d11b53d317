import { collectionsOf } from "../../../../schema/checks/check.ts";
import { keyTemplatesOf } from "../../../../schema/key-templates.ts";
import { largestMetadata, longestKey } from "../../../../schema/largest.ts";
import { AS_UTF_8 } from "../../../../schema/type/string-size.ts";
import { MAX_KEY_BYTES, MAX_METADATA_BYTES } from "../../../runtime/limits.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule = {
  id: "limits/wide-characters",
  severity: "warning",
  docs: {
    what: "Keys and metadata fit into KV's limits even if their text is not ASCII.",
    why: "KV counts bytes, and `.max()` counts characters. A character takes up to four bytes of UTF-8: two for accented Latin, three for Chinese or Japanese, four for an emoji. The accessor counts before it calls KV, and throws `key-too-long` or `metadata-too-large`.",
    wrong: `search: collection({
  key: "search:{query}",
  params: { query: z.string().max(200) },
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    right: `search: collection({
  key: "search:{query}",
  params: { query: z.string().max(126) },
  value: z.string(),
  ttl: ttl.fixed("1d"),
}),
article: collection({
  key: "article:{slug}",
  params: { slug: z.string().regex(/^[\\w-]{1,200}$/) },
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    silence: "When other code ensures that the text is ASCII.",
  },
  *checkModel(model): Generator<ModelFinding> {
    for (const { key, path } of keyTemplatesOf(model)) {
      const bytes = longestKey(key, AS_UTF_8);
      if (bytes <= MAX_KEY_BYTES) continue;
      yield {
        path,
        message: `a key of \`${key.template}\` can take ${bytes} bytes if its text is not ASCII, and KV accepts at most ${MAX_KEY_BYTES}`,
        help: "Restrict the characters with `.regex(/^[\\w-]{1,200}$/)`, or lower the `.max()`, at 4 bytes a character.",
      };
    }
    for (const { collection, path } of collectionsOf(model)) {
      // The metadata of assets is Keyloom's own.
      if (collection.kind === "assets") continue;
      const bytes = largestMetadata(collection, AS_UTF_8);
      if (bytes <= MAX_METADATA_BYTES) continue;
      yield {
        path: [...path, "metadata"],
        message: `the metadata of \`${collection.name}\` can take ${bytes} bytes of JSON if its text is not ASCII, and KV accepts at most ${MAX_METADATA_BYTES}`,
        help: "Restrict the characters with `.regex(/^[\\w-]{1,40}$/)`, lower a `.max()`, or move large parts into the value.",
      };
    }
  },
};

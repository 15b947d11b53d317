import type { Node } from "oxc-parser";
import { MAX_METADATA_BYTES } from "../../../runtime/limits.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { constant } from "../../source/constant.ts";
import { optionsGiven } from "../../source/kv-call.ts";
import { isMeasured, LONG, type Names, requestText } from "../../source/request-text.ts";
import type { SourceFile } from "../../source/source-file.ts";

/** Names of texts of any length in what a client sends; ids, names and types are short. */
const TEXTS: Names = new Set([
  ...LONG,
  ...["body", "bio", "caption", "comment", "data", "description", "excerpt", "meta", "metadata"],
  ...["note", "notes", "summary", "tags", "title"],
]);

export const rule: SourceRule = {
  id: "usage/unbounded-metadata",
  // Most requests are short enough.
  severity: "warning",
  docs: {
    what: "A title, a URL or a text from a request is not stored as metadata as it is.",
    why: `Metadata has at most ${MAX_METADATA_BYTES} bytes of JSON, and KV rejects the whole write if it is longer: a long title is answered with an error.`,
    wrong:
      'const { title, text } = await request.json();\nawait env.CACHE.put("page:1", text, { metadata: { title } });',
    right:
      'const { title, text } = await request.json();\nawait env.CACHE.put("page:1", text, { metadata: { title: title.slice(0, 200) } });',
    silence: "When its length is bounded elsewhere.",
  },
  *check({ calls, file }): Generator<SourceFinding> {
    const kv = new Set<Node>(calls.map(({ node }) => node));
    for (const call of calls) {
      if (call.via !== "binding" || call.method !== "put") continue;
      const metadata = optionsGiven(call, file)?.get("metadata");
      if (metadata === undefined) continue;
      for (const value of valuesIn(metadata, file)) {
        const source = requestText({ node: value, file }, TEXTS);
        if (source === undefined || isMeasured(source, call.node, kv, file)) continue;
        yield {
          range: value,
          message: `a request decides how long this metadata is, and KV accepts at most ${MAX_METADATA_BYTES} bytes`,
          help: "Cut it (`title.slice(0, 200)`), reject input that is too long, or keep it in the value.",
        };
        break;
      }
    }
  },
};

/** The values of metadata, where it is an object literal. */
function valuesIn(metadata: Node, { scopes }: SourceFile): readonly Node[] {
  const node = constant(metadata, scopes);
  if (node.type !== "ObjectExpression") return [node];
  return node.properties.flatMap((property) =>
    property.type === "SpreadElement" ? [] : [property.value],
  );
}

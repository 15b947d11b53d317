import { keyTemplatesOf } from "../../../../schema/key-templates.ts";
import type { KeyModel, Model } from "../../../../schema/model.ts";
import { toCase } from "../../name-case.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule = {
  id: "naming/segment-case",
  severity: "warning",
  docs: {
    what: "The literal segments of keys are written in one case, `kebab-case` unless `conventions.segments` says otherwise.",
    why: "Keys are searched for, listed by prefix and typed by hand in the dashboard, where nothing forgives a wrong letter.",
    wrong: `key: "userSession:{userId}"`,
    right: `key: "user-session:{userId}"`,
    silence: "Where keys are stored already and are not to be migrated.",
  },
  checkModel,
};

function* checkModel(model: Model): Generator<ModelFinding> {
  const { segments, separator } = model.conventions;
  for (const { key, path } of keyTemplatesOf(model)) {
    for (const segment of literalSegments(key, separator)) {
      const wanted = toCase(segment, segments);
      if (wanted === segment) continue;
      yield {
        path,
        message: `the segment \`${segment}\` of the key \`${key.template}\` is not in ${segments}`,
        help:
          wanted === ""
            ? "Write it with letters and digits."
            : `Write \`${wanted}\`; keys that are stored already keep their old name until they are migrated.`,
      };
    }
  }
}

/** Without the punctuation that touches a parameter, which is `naming/separator`'s to judge. */
function literalSegments({ segments }: KeyModel, separator: string): readonly string[] {
  return segments.flatMap((segment, index) => {
    if (!("literal" in segment)) return [];
    let text = segment.literal;
    if (index > 0) text = text.replace(/^[^\p{L}\p{N}]+/u, "");
    if (index < segments.length - 1) text = text.replace(/[^\p{L}\p{N}]+$/u, "");
    return text.split(separator).filter((part) => part !== "");
  });
}

import type { KeyModel } from "../../../../schema/key-model.ts";
import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { ConventionsModel, NameCase } from "../../../../schema/model.ts";
import { areNearlyAll, type ConventionOptions, conventionOptions } from "../../convention.ts";
import { NAME_CASES, toCase } from "../../name-case.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule<ConventionOptions> = {
  id: "naming/segment-case",
  severity: "warning",
  docs: {
    what: "The literal segments of keys are written in one case: `conventions.segments` if the schema states it, otherwise the case of nearly all segments of the namespace. The preset `strict` requires `kebab-case` if nothing is stated.",
    why: "Keys are searched for, listed by prefix and typed by hand in the dashboard, where no wrong letter is forgiven.",
    wrong: `session: collection({ key: "user-session:{userId}", … }),
cart: collection({ key: "cart:{cartId}", … }),
limit: collection({ key: "rate-limit:{ip}", … }),
token: collection({ key: "accessToken:{hash}", … })`,
    right: `session: collection({ key: "user-session:{userId}", … }),
cart: collection({ key: "cart:{cartId}", … }),
limit: collection({ key: "rate-limit:{ip}", … }),
token: collection({ key: "access-token:{hash}", … })`,
    silence: "When keys are already stored and will not be migrated.",
  },
  options: conventionOptions,
  strict: { heldTo: "conventions" },
  *checkModel(model, { heldTo }): Generator<ModelFinding> {
    const { conventions } = model;
    const isSet = heldTo === "conventions" || conventions.stated?.includes("segments") === true;
    for (const namespace of model.namespaces) {
      const templates = keyTemplatesIn(namespace);
      const wanted = isSet ? conventions.segments : commonCase(templates, conventions);
      if (wanted === undefined) continue;
      const whose = isSet ? "" : `, unlike nearly all of \`${namespace.binding}\``;
      for (const { key, path } of templates) {
        for (const segment of literalSegments(key, conventions.separator)) {
          const written = toCase(segment, wanted);
          // In keys that are in use, `COMMENT__NAME` is a word in front of others, not another case.
          const single = isSet ? segment : segment.replace(/([_-])\1+/g, "$1");
          if (written === segment || written === single) continue;
          yield {
            path,
            message: `the segment \`${segment}\` of the key \`${key.template}\` is not in ${wanted}${whose}`,
            help:
              written === ""
                ? "Write it with letters and digits."
                : `Write \`${written}\`, or state another case as \`conventions.segments\` in \`defineKv\`; stored keys keep their old name until they are migrated.`,
          };
        }
      }
    }
  },
};

/** The case of nearly all segments; if several fit, that of the conventions. */
function commonCase(
  templates: readonly KeyTemplate[],
  { segments: standard, separator }: ConventionsModel,
): NameCase | undefined {
  const segments = [...new Set(templates.flatMap(({ key }) => literalSegments(key, separator)))];
  const countOf = (wanted: NameCase) =>
    segments.filter((segment) => toCase(segment, wanted) === segment).length;
  const [most = standard] = [standard, ...NAME_CASES].sort((a, b) => countOf(b) - countOf(a));
  return areNearlyAll(countOf(most), segments.length) ? most : undefined;
}

/** The words between punctuation, which `naming/separator` checks. */
function literalSegments({ segments }: KeyModel, separator: string): readonly string[] {
  return segments.flatMap((segment, index) => {
    if (!("literal" in segment)) return [];
    let text = segment.literal;
    if (index > 0) text = text.replace(/^[^\p{L}\p{N}]+/u, "");
    if (index < segments.length - 1) text = text.replace(/[^\p{L}\p{N}]+$/u, "");
    return text
      .split(separator)
      .flatMap((part) => part.split(/[^\p{L}\p{N}_-]+/u))
      .filter((part) => part !== "");
  });
}

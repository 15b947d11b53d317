import { z } from "zod";
import { keyTemplatesOf } from "../../../../schema/key-templates.ts";
import type { NameCase } from "../../../../schema/model.ts";
import { NAME_CASES, toCase } from "../../name-case.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

interface Options {
  readonly case: NameCase;
}

export const rule: ModelRule<Options> = {
  id: "naming/param-case",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "The parameters of keys are named in one case.",
    why: "They become properties in every call of the accessor, next to the code's own names.",
    wrong: `user: collection({
  key: "user:{user_id}",
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    right: `user: collection({
  key: "user:{userId}",
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    silence: "When a field has this name everywhere else.",
  },
  options: z.strictObject({
    case: z.enum(NAME_CASES).default("camelCase").describe("the case"),
  }),
  *checkModel(model, { case: wantedCase }): Generator<ModelFinding> {
    for (const { key, collection, isPointer, path } of keyTemplatesOf(model)) {
      // A pointer also has the record's own parameters, which are reported there.
      const own = isPointer ? collection.key.params.map(({ name }) => name) : [];
      for (const { name } of key.params) {
        const wanted = toCase(name, wantedCase);
        if (wanted === name || own.includes(name)) continue;
        yield {
          path,
          message: `the parameter \`${name}\` of the key \`${key.template}\` is not in ${wantedCase}`,
          help: isPointer
            ? `It is a field of the value: \`${wanted}\` is another field, to which stored records must be migrated first.`
            : `Rename it to \`${wanted}\`: stored keys do not contain the name.`,
        };
      }
    }
  },
};

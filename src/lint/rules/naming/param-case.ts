import { z } from "zod";
import { keyTemplatesOf } from "../../../../schema/key-templates.ts";
import type { Model, NameCase } from "../../../../schema/model.ts";
import { toCase } from "../../name-case.ts";
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
    why: "They become properties of every call of the accessor, beside the code's own names.",
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
    silence: "Where a name is that of a field that is written so everywhere.",
  },
  options: z.strictObject({
    case: z
      .enum(["camelCase", "kebab-case", "snake_case", "PascalCase", "CONSTANT_CASE"])
      .default("camelCase")
      .describe("the case"),
  }),
  checkModel,
};

function* checkModel(model: Model, { case: wantedCase }: Options): Generator<ModelFinding> {
  for (const { key, collection, isPointer, path } of keyTemplatesOf(model)) {
    // A pointer has the record's own parameters as well, which are found there.
    const own = isPointer ? collection.key.params.map(({ name }) => name) : [];
    for (const { name } of key.params) {
      const wanted = toCase(name, wantedCase);
      if (wanted === name || own.includes(name)) continue;
      yield {
        path,
        message: `the parameter \`${name}\` of the key \`${key.template}\` is not in ${wantedCase}`,
        help: isPointer
          ? `It is a field of the value: \`${wanted}\` is another one, to which stored records have to be brought first.`
          : `Rename it to \`${wanted}\`: stored keys do not hold the name.`,
      };
    }
  }
}

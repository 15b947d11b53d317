import { z } from "zod";
import { keyTemplatesOf } from "../../../../schema/key-templates.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

interface Options {
  readonly max: number;
}

export const rule: ModelRule<Options> = {
  id: "naming/depth",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "Keys have few segments.",
    why: "Lists find keys only by how they start: a sixth segment can be found only by someone who knows the five before it, and is better kept in metadata.",
    wrong: `visit: collection({
  key: "visit:{country}:{city}:{day}:{user}:{device}:{page}",
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    right: `visit: collection({
  key: "visit:{country}:{day}:{user}",
  value: z.string(),
  metadata: z.object({ city: z.string().max(40), device: z.string().max(20) }),
  ttl: ttl.fixed("1d"),
})`,
    silence: "When the Worker lists by each segment.",
  },
  options: z.strictObject({
    max: z.int().min(1).default(6).describe("the most segments that a key may have"),
  }),
  *checkModel(model, { max }): Generator<ModelFinding> {
    for (const { key, path } of keyTemplatesOf(model)) {
      const { template } = key;
      // The path to a field of an object, `{contact.email}`, is one parameter.
      const depth = template.replace(/\{[^}]*\}/g, "").split(model.conventions.separator).length;
      if (depth <= max) continue;
      yield {
        path,
        message: `the key \`${template}\` has ${depth} segments, more than the maximum of ${max}`,
        help: "Leave out what no list starts with, or keep it in metadata, which lists return as well.",
      };
    }
  },
};

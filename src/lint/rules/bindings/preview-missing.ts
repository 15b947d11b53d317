import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule = {
  id: "bindings/preview-missing",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "Each namespace has a preview twin.",
    why: "`wrangler dev` on Cloudflare's network reads and writes the preview namespace, or the namespace itself if there is none: a day of experiments then changes the stage's data.",
    wrong: `CACHE: {
  title: "cache-{stage}",
  collections: {
    user: collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1d") }),
  },
}`,
    right: `CACHE: {
  title: "cache-{stage}",
  preview: true,
  collections: {
    user: collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1d") }),
  },
}`,
    silence: "When each developer has a stage, and nobody runs `wrangler dev --remote`.",
  },
  *checkModel({ namespaces }): Generator<ModelFinding> {
    for (const { binding, preview } of namespaces) {
      if (preview) continue;
      yield {
        path: ["namespaces", binding],
        at: "name",
        message: `the namespace \`${binding}\` has no preview twin`,
        help: "Write `preview: true`.",
      };
    }
  },
};

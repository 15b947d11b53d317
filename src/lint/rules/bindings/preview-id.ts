import type { SourceFinding, WranglerRule } from "../../rule.ts";

export const rule: WranglerRule = {
  id: "bindings/preview-id",
  severity: "warning",
  docs: {
    what: "A namespace with a preview twin has the twin's id as `preview_id`, and no namespace is its own preview.",
    why: "`wrangler dev` on Cloudflare's network uses `preview_id`, or `id` if there is none: a day of experiments then changes the stage's data.",
    wrong: `{
  "kv_namespaces": [
    { "binding": "CACHE", "id": "1f2e…", "preview_id": "1f2e…" },
    { "binding": "ORDERS", "id": "3a4b…" }
  ]
}`,
    right: `{
  "kv_namespaces": [
    { "binding": "CACHE", "id": "1f2e…", "preview_id": "5c6d…" },
    { "binding": "ORDERS", "id": "3a4b…" }
  ]
}`,
    silence:
      "In an environment that is itself a preview, or that permanently has the ids of a local stage.",
  },
  *checkWrangler({ model, file }): Generator<SourceFinding> {
    for (const { entries = [] } of file.environments) {
      for (const { binding, fields } of entries) {
        const field = (wanted: string) => fields.find(({ name }) => name === wanted);
        const [id, preview] = [field("id"), field("preview_id")];
        if (preview !== undefined && preview.data === id?.data) {
          yield {
            range: preview.value,
            message: `the preview of \`${binding}\` is the namespace itself`,
            help: "Give it a namespace of its own: `preview: true` in the schema makes one, and `keyloom wrangler` writes its id.",
          };
        }
        const hasTwin = model.namespaces.some(
          (namespace) => namespace.binding === binding && namespace.preview,
        );
        if (!hasTwin || id === undefined || preview !== undefined) continue;
        yield {
          range: id.value,
          message: `\`${binding}\` has a preview twin in the schema, but no \`preview_id\` here`,
          help: "Run `keyloom wrangler --outputs` with the outputs of the Pulumi stack to write it. With the ids of a local stage it writes none: `wrangler dev` would read the twin, which has no seeds.",
        };
      }
    }
  },
};

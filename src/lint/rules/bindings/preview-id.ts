import type { SourceFinding, WranglerRule } from "../../rule.ts";

export const rule: WranglerRule = {
  id: "bindings/preview-id",
  severity: "warning",
  docs: {
    what: "A namespace with a preview twin names it as `preview_id`, and no namespace is its own preview.",
    why: "`wrangler dev` on Cloudflare's network uses `preview_id`, else `id`: a day of trying things out is then a day in the stage's data.",
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
      "In an environment that is a preview itself, or that has the ids of a local stage for good.",
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
          message: `\`${binding}\` has a preview twin in the schema, and no \`preview_id\` here`,
          help: "Run `keyloom wrangler --outputs` with the outputs of the Pulumi stack, which writes it. For the ids of a local stage it writes none: `wrangler dev` would read the twin, which has no seeds.",
        };
      }
    }
  },
};

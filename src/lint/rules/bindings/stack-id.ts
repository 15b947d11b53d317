import { z } from "zod";
import { isRecord } from "../../../runtime/issue.ts";
import type { BindingEntry } from "../../../wrangler/binding.ts";
import type { NamespaceOutputs } from "../../../wrangler/stack-outputs.ts";
import type { SourceFinding, WranglerRule } from "../../rule.ts";

interface Options {
  readonly outputs: Readonly<Record<string, string>>;
}

export const rule: WranglerRule<Options> = {
  id: "bindings/stack-id",
  severity: "error",
  docs: {
    what: "The ids in the wrangler file match the stack's outputs.",
    why: "A Worker that is bound to a namespace other than the stack's reads data that nobody seeds, and writes where nobody looks. An entry without an id gets a namespace of its own at the next deploy.",
    wrong: `// "bindings/stack-id": ["error", { outputs: { "": "outputs.json" } }]
{
  "kv_namespaces": [{ "binding": "CACHE", "id": "1f2e…" }]
}`,
    right: `// "bindings/stack-id": ["error", { outputs: { "": "outputs.json" } }]
{
  "kv_namespaces": [{ "binding": "CACHE", "id": "5c6d…" }]
}`,
    silence: "While a Worker is being moved from one namespace to another.",
  },
  options: z.strictObject({
    outputs: z
      .record(z.string(), z.string())
      .default({})
      .describe(
        'files written by `pulumi stack output --json`, relative to the schema file, by environment of the wrangler file; the top level is `""`',
      ),
  }),
  *checkWrangler({ model, file, outputsAt, options }): Generator<SourceFinding> {
    for (const { name = "", entries = [] } of file.environments) {
      const path = Object.hasOwn(options.outputs, name) ? options.outputs[name] : undefined;
      if (path === undefined) continue;
      const outputs = outputsAt(path);
      for (const entry of entries) {
        const namespace = model.namespaces.find(({ binding }) => binding === entry.binding);
        if (namespace === undefined) continue;
        yield* faultsOf(entry, outputs, path, namespace.preview);
      }
    }
  },
};

function* faultsOf(
  { binding, span, fields }: BindingEntry,
  outputs: NamespaceOutputs,
  path: string,
  hasPreview: boolean,
): Generator<SourceFinding> {
  const output = Object.hasOwn(outputs, binding) ? outputs[binding] : undefined;
  const { id, previewId } = isRecord(output) ? output : {};
  const wanted: readonly [field: string, value: unknown][] = [
    ["id", id],
    ["preview_id", hasPreview ? previewId : undefined],
  ];
  for (const [name, value] of wanted) {
    // If the stack does not have it yet, there is nothing to compare with.
    if (typeof value !== "string") continue;
    const field = fields.find((each) => each.name === name);
    // `bindings/preview-id` reports a missing preview.
    if (field?.data === value || (field === undefined && name !== "id")) continue;
    yield {
      range: field?.value ?? span,
      message:
        field === undefined
          ? `\`${binding}\` has no \`${name}\`, and ${path} says ${value}`
          : `the \`${name}\` of \`${binding}\` is not the stack's: ${path} says ${value}`,
      help: "Run `keyloom wrangler --outputs` with the stack's outputs to write it.",
    };
  }
}

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
    what: "The ids in the wrangler file are those of the stack's outputs.",
    why: "A Worker that is bound to another namespace than the stack provisions reads data that nobody seeds, and writes where nobody looks. An entry without an id gets a namespace of its own with the next deploy.",
    wrong: `// "bindings/stack-id": ["error", { outputs: { "": "outputs.json" } }]
{
  "kv_namespaces": [{ "binding": "CACHE", "id": "1f2e…" }]
}`,
    right: `// "bindings/stack-id": ["error", { outputs: { "": "outputs.json" } }]
{
  "kv_namespaces": [{ "binding": "CACHE", "id": "5c6d…" }]
}`,
    silence: "While a Worker is moved from one namespace to another.",
  },
  options: z.strictObject({
    outputs: z
      .record(z.string(), z.string())
      .default({})
      .describe(
        'files that `pulumi stack output --json` wrote, relative to the schema file, by environment of the wrangler file; the top level is `""`',
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
    // What the stack does not have yet is not to be compared with.
    if (typeof value !== "string") continue;
    const field = fields.find((each) => each.name === name);
    // A preview that is missing is `bindings/preview-id`'s to tell.
    if (field?.data === value || (field === undefined && name !== "id")) continue;
    yield {
      range: field?.value ?? span,
      message:
        field === undefined
          ? `\`${binding}\` has no \`${name}\`, and by ${path} its namespace is ${value}`
          : `the \`${name}\` of \`${binding}\` is not that of the stack: by ${path} it is ${value}`,
      help: "Run `keyloom wrangler --outputs` with the stack's outputs, which writes it.",
    };
  }
}

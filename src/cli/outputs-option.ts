import { readFileSync } from "node:fs";
import type { Model } from "../../schema/model.ts";
import type { WantedBinding } from "../wrangler/binding.ts";
import { parseStackOutputs, readStackOutputs, wantedBindings } from "../wrangler/stack-outputs.ts";

/**
 * The namespaces of a schema from `--outputs`: a file, or `-` for standard input.
 *
 * @throws CannotRunError if it cannot be read, or a namespace of the schema is not in it.
 */
export function bindingsFrom(outputs: string, model: Model): readonly WantedBinding[] {
  const from = outputs === "-" ? "standard input" : outputs;
  const namespaces =
    outputs === "-" ? parseStackOutputs(readFileSync(0, "utf8"), from) : readStackOutputs(outputs);
  return wantedBindings(
    model,
    namespaces,
    from,
    "Run `pulumi up` on a program that exports `namespaces` of its KeyloomStack, then give its outputs.",
  );
}

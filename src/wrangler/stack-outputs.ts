import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Model } from "../../schema/model.ts";
import { isId } from "../cloudflare/is-id.ts";
import { readFileIfAny } from "../files/read-file.ts";
import { isRecord } from "../runtime/issue.ts";
import type { WantedBinding } from "./binding.ts";

/** Namespaces of a stack by binding, as in a stack's output or a state: not yet checked. */
export type NamespaceOutputs = Readonly<Record<string, unknown>>;

/**
 * Reads what `pulumi stack output --json` printed, or `pulumi stack output namespaces --json`.
 *
 * @param from where it was read from, for messages.
 * @throws CannotRunError if it is something else.
 */
export function parseStackOutputs(text: string, from: string): NamespaceOutputs {
  const help =
    "Give what `pulumi stack output --json` prints for a stack that exports `namespaces` of a KeyloomStack.";
  let outputs: unknown;
  try {
    outputs = JSON.parse(text);
  } catch (cause) {
    const what =
      text.trim() === "" ? "is empty: the command that prints it has failed" : "is not JSON";
    throw new CannotRunError(`${from} ${what}`, { cause, help });
  }
  if (!isRecord(outputs))
    throw new CannotRunError(`${from} does not have the outputs of a stack`, { help });
  const { namespaces } = outputs;
  // A binding may also be called `namespaces`; it has an id.
  return isRecord(namespaces) && typeof namespaces["id"] !== "string" ? namespaces : outputs;
}

/**
 * Reads a stack's outputs from a file.
 *
 * @throws CannotRunError if there is none, or it is something else.
 */
export function readStackOutputs(file: string): NamespaceOutputs {
  const text = readFileIfAny(file);
  if (text !== undefined) return parseStackOutputs(text, file);
  throw new CannotRunError(`there is no file ${file}`, {
    help: "Write it with `pulumi stack output --json > FILE`.",
  });
}

/**
 * What a wrangler file should say about the namespaces of a schema.
 *
 * @param from where the outputs come from, for messages.
 * @param help how to get outputs that have all of them.
 * @throws CannotRunError if a namespace of the schema is not among them.
 */
export function wantedBindings(
  { namespaces }: Model,
  outputs: NamespaceOutputs,
  from: string,
  help: string,
): readonly WantedBinding[] {
  return namespaces.map(({ binding, preview }) => {
    const output = Object.hasOwn(outputs, binding) ? outputs[binding] : undefined;
    const { id, previewId } = isRecord(output) ? output : {};
    const problem = (what: string, found: unknown) =>
      new CannotRunError(
        found === undefined
          ? `${from} has no ${what} of \`${binding}\`, which is in the schema`
          : `${from} has ${JSON.stringify(found)} as the ${what} of \`${binding}\`, which is not an id: ids are 32 hexadecimal digits`,
        { help },
      );
    if (!isId(id)) throw problem("id", id);
    if (!preview) return { binding, id };
    if (!isId(previewId)) throw problem("preview id", previewId);
    return { binding, id, previewId };
  });
}

import { dirname, join, resolve } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { wranglerFileOf } from "../wrangler/wrangler-file.ts";

/** What Pulumi accepts as a stack's name. */
const STAGE = /^(?!\.+$)[A-Za-z0-9_.-]{1,100}$/;

/**
 * Where a stage on the local Cloudflare is kept: its data, and the state that belongs to them. By default that
 * is where `wrangler dev` has its data: beside the wrangler file, or beside the schema if there is none.
 *
 * @throws CannotRunError if the stage's name is invalid.
 */
export function localStage(
  schemaFile: string,
  { stage, persistTo }: { readonly stage: string; readonly persistTo?: string },
): { readonly persistTo: string; readonly stateFile: string } {
  if (!STAGE.test(stage)) {
    throw new CannotRunError(`${JSON.stringify(stage)} is not a valid stage name`, {
      help: "Use at most 100 letters, digits, `-`, `_` and `.`, as Pulumi does for its stacks.",
    });
  }
  const project = dirname(wranglerFileOf(dirname(schemaFile)) ?? schemaFile);
  const folder = resolve(persistTo ?? join(project, ".wrangler/state"));
  return { persistTo: folder, stateFile: join(folder, "keyloom/stages", `${stage}.json`) };
}

import { dirname, join, resolve } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";

/** What Pulumi takes as a stack's name. */
const STAGE = /^(?!\.+$)[A-Za-z0-9_.-]{1,100}$/;

/**
 * Where a stage on the local Cloudflare is kept: its data, and the state that goes with them.
 *
 * @throws CannotRunError where the stage's name is none.
 */
export function localStage(
  schemaFile: string,
  { stage, persistTo }: { readonly stage: string; readonly persistTo?: string },
): { readonly persistTo: string; readonly stateFile: string } {
  if (!STAGE.test(stage)) {
    throw new CannotRunError(`${JSON.stringify(stage)} cannot be a stage's name`, {
      help: "Use letters, digits, `-`, `_` and `.`, 100 at most, as Pulumi does for its stacks.",
    });
  }
  const folder = resolve(persistTo ?? join(dirname(schemaFile), ".wrangler/state"));
  return { persistTo: folder, stateFile: join(folder, "keyloom/stages", `${stage}.json`) };
}

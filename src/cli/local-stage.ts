import { dirname, join, resolve } from "node:path";
import { wranglerFileOf } from "../wrangler/wrangler-file.ts";
import { checkStage } from "./stage-option.ts";

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
  checkStage(stage);
  const project = dirname(wranglerFileOf(dirname(schemaFile)) ?? schemaFile);
  const folder = resolve(persistTo ?? join(project, ".wrangler/state"));
  // No stage's name has a `~`.
  const name = stage.replaceAll("/", "~");
  return { persistTo: folder, stateFile: join(folder, "keyloom/stages", `${name}.json`) };
}

import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Applied, ApplyOptions } from "../dev/apply.ts";
import { type ApplyReport, HAS_READ } from "../dev/apply-process.ts";
import { noteImportedFiles } from "../dev/imported-files.ts";
import { end } from "./end.ts";
import { onInterrupt } from "./interrupt.ts";
import { importWithPeers } from "./peers.ts";
import { printCannotRun } from "./print-cannot-run.ts";
import { printProblems } from "./print-problems.ts";
import { printStage } from "./print-stage.ts";
import { SeedProgressBars } from "./seed-progress.ts";

/**
 * What `keyloom dev` runs for each change, in its own process: nothing is imported there yet, and the author's
 * code cannot end the server.
 *
 * @param given {@link ApplyOptions} as JSON.
 */
export async function run(given: string): Promise<never> {
  const files = new Set<string>();
  noteImportedFiles(files);
  process.on("disconnect", () => end(1));
  let applied: Applied | undefined;
  try {
    applied = await applyOrPrint(JSON.parse(given), (seedFiles) => {
      process.send?.(HAS_READ);
      for (const file of seedFiles) files.add(file);
    });
  } catch (error) {
    if (error instanceof CannotRunError) printCannotRun(error);
    else console.error(error);
  }
  const report: ApplyReport = { files: [...files], ...(applied && reportOf(applied)) };
  await new Promise((resolve) => process.send?.(report, resolve));
  // What libraries keep for reuse would keep the process alive for a few more seconds.
  end(applied === undefined ? 1 : 0);
}

/** Prints the new stage, or else the problems. */
async function applyOrPrint(
  options: ApplyOptions,
  onRead: (seedFiles: readonly string[]) => void,
): Promise<Applied | undefined> {
  const { apply, SchemaProblemsError } = await importWithPeers("dev", importParts);
  const progress = new SeedProgressBars();
  onInterrupt(() => progress.stop());
  try {
    const applied = await apply({
      ...options,
      onRead,
      onReading: (collection, reached) => progress.checking(collection, reached),
      onSeed: (collection, reached) => progress.sending(collection, reached),
    });
    progress.stop();
    printStage(applied.stage, options.ids);
    return applied;
  } catch (error) {
    progress.stop();
    if (!(error instanceof SchemaProblemsError)) throw error;
    await printProblems(error.problems, "pretty", "");
    return undefined;
  }
}

async function importParts() {
  // Pulumi is loaded only once the seeds are known to be good.
  for (const peer of ["@pulumi/cloudflare", "@pulumi/pulumi"]) import.meta.resolve(peer);
  const [{ apply }, { SchemaProblemsError }] = await Promise.all([
    import("../dev/apply.ts"),
    import("../../infra/schema-problems-error.ts"),
  ]);
  return { apply, SchemaProblemsError };
}

function reportOf({ stage, generated, isNew }: Applied): Omit<ApplyReport, "files"> {
  const namespaces = Object.entries(stage.outputs.namespaces);
  const ids = Object.fromEntries(namespaces.map(([binding, { id }]) => [binding, id]));
  return { ids, generated, isNew };
}

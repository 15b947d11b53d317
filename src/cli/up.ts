import { dirname, relative } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { schemaPath } from "../../schema/load.ts";
import { localIds } from "../wrangler/local-ids.ts";
import { wranglerFileOf } from "../wrangler/wrangler-file.ts";
import { parseFaults } from "./fault-option.ts";
import { onInterrupt } from "./interrupt.ts";
import { localStage } from "./local-stage.ts";
import { importWithPeers } from "./peers.ts";
import { printProblems } from "./print-problems.ts";
import { printStage } from "./print-stage.ts";
import { SeedProgressBars } from "./seed-progress.ts";

/** `keyloom up --local`: provisions and seeds a stage on the local Cloudflare. */
export async function run(options: {
  schema: string;
  local?: true;
  stage: string;
  env?: string;
  persistTo?: string;
  prune?: true;
  skipInvalid?: true;
  fault?: string;
  faultSeed: string;
}): Promise<number> {
  if (options.local !== true) {
    throw new CannotRunError("`keyloom up` works on the local Cloudflare only", {
      help: "Add `--local`; to provision an account, run `pulumi up` on a program with KeyloomStack.",
    });
  }
  const faults = parseFaults(options);
  const schemaFile = schemaPath(options.schema);
  const { persistTo, stateFile } = localStage(schemaFile, options);
  const wranglerFile = wranglerFileOf(dirname(schemaFile));
  const ids = wranglerFile === undefined ? {} : localIds(wranglerFile, options.env);
  const { startLocalCloudflare, upLocal, SchemaProblemsError } = await importWithPeers(
    "up --local",
    importParts,
  );

  const progress = new SeedProgressBars();
  const ignoreInterrupts = onInterrupt(() => {
    progress.stop();
    console.error("keyloom: stopped: the next run continues from here");
  });
  const cloudflare = await startLocalCloudflare({ persistTo, faults });
  try {
    const result = await upLocal({
      schemaFile,
      stage: options.stage,
      prune: options.prune === true,
      skipInvalid: options.skipInvalid === true,
      apiUrl: cloudflare.url,
      accountId: cloudflare.accountId,
      stateFile,
      persistTo,
      ids,
      onReading: (collection, reached) => progress.checking(collection, reached),
      onSeed: (collection, reached) => progress.sending(collection, reached),
    });
    progress.stop();
    printStage(result, ids);
    console.log(`data: ${relative(process.cwd(), persistTo) || "."}`);
    return 0;
  } catch (error) {
    if (error instanceof SchemaProblemsError) return printProblems(error.problems, "pretty", "");
    throw error;
  } finally {
    progress.stop();
    await cloudflare.close();
    ignoreInterrupts();
  }
}

async function importParts() {
  // Pulumi is loaded only once the seeds are known to be good.
  for (const peer of ["@pulumi/cloudflare", "@pulumi/pulumi"]) import.meta.resolve(peer);
  const [{ startLocalCloudflare }, { upLocal }, { SchemaProblemsError }] = await Promise.all([
    import("../cloudflare/local/index.ts"),
    import("../../infra/up-local.ts"),
    import("../../infra/schema-problems-error.ts"),
  ]);
  return { startLocalCloudflare, upLocal, SchemaProblemsError };
}

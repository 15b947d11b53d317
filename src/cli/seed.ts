import type { CopyCount } from "../../infra/copy/copy-collection.ts";
import type { CopyEnd } from "../../infra/copy/copy-stage.ts";
import { isThrowAway } from "../../infra/throw-away.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { schemaPath } from "../../schema/load.ts";
import type { Model } from "../../schema/model.ts";
import { onInterrupt } from "./interrupt.ts";
import { bindingsFrom } from "./outputs-option.ts";
import { importWithPeers } from "./peers.ts";
import { printProblems } from "./print-problems.ts";
import { checkSeedOptions, type SeedOptions, shareOf } from "./seed-options.ts";
import { DEFAULT_STAGE } from "./stage-option.ts";
import { withoutTwins } from "./without-twins.ts";

/** How often a line reports the progress of a collection, in milliseconds. */
const PROGRESS_INTERVAL = 5_000;

/**
 * `keyloom seed`: copies records of a stage in the account, or of a local one, into another one, with their
 * personal data redacted.
 */
export async function run(options: SeedOptions): Promise<number> {
  const { from, sample, collection, unredacted } = options;
  const share = shareOf(sample);
  checkSeedOptions(options);
  const schemaFile = schemaPath(options.schema);
  const { definition, model, problems } = await compileFile(schemaFile);
  if (problems.length > 0) return printProblems(problems, "pretty", "");

  const parts = await importWithPeers("seed", importParts);
  const stages = await openStages(parts, schemaFile, model, options);
  const ignoreInterrupts = onInterrupt(() => {
    console.error("keyloom: stopped: what was copied stays");
  });
  try {
    const results = parts.copyStage({
      schemaFile,
      definition,
      model,
      from: stages.from,
      to: stages.to,
      share,
      isUnredactedAllowed: unredacted === true || isThrowAway(from),
      ...(collection !== undefined && { collections: collection }),
      ...redactionKey(),
      onProgress: progressLine(),
    });
    for await (const { collection, count, whyNot } of results) {
      if (count === undefined) console.log(`${collection}  not copied: ${whyNot}`);
      else printCount(collection, count);
    }
    return 0;
  } finally {
    await stages.close();
    ignoreInterrupts();
  }
}

/** Finds both stages according to the options. */
async function openStages(
  { accountEnd, accountStage, openLocalStages }: Awaited<ReturnType<typeof importParts>>,
  schemaFile: string,
  model: Model,
  { from, to, stage = DEFAULT_STAGE, local, account = "", outputs, persistTo }: SeedOptions,
): Promise<{ readonly from: CopyEnd; readonly to: CopyEnd; close(): Promise<void> }> {
  const open = async (...names: string[]) => {
    const { ends, close } = await openLocalStages(schemaFile, model, names, persistTo);
    return { ends: ends as [CopyEnd, ...CopyEnd[]], close };
  };
  if (local === true) {
    const { ends, close } = await open(from, to ?? stage);
    return { from: ends[0], to: ends[1] ?? ends[0], close };
  }
  const source =
    outputs === undefined
      ? await accountStage(model, account, from)
      : accountEnd(account, bindingsFrom(outputs, withoutTwins(model)));
  if (to !== undefined) {
    return { from: source, to: await accountStage(model, account, to), close: async () => {} };
  }
  const { ends, close } = await open(stage);
  return { from: source, to: ends[0], close };
}

/** The same key yields the same fakes in each copy. */
function redactionKey(): { readonly redactionKey?: string } {
  const key = process.env["KEYLOOM_REDACTION_KEY"];
  return key ? { redactionKey: key } : {};
}

function progressLine(): (collection: string, count: CopyCount) => void {
  let last = performance.now();
  return (collection, { found, copied }) => {
    if (performance.now() - last < PROGRESS_INTERVAL) return;
    last = performance.now();
    console.error(`${collection}  ${copied} of ${found} records so far`);
  };
}

function printCount(collection: string, { found, copied, bad, badCount, twins }: CopyCount): void {
  console.log(`${collection}  ${copied} of ${found} records copied`);
  if (twins > 0) console.log(`  ${twins} left out: other records have the same redacted keys`);
  if (badCount === 0) return;
  console.log(`  ${badCount} left out: they do not fit the schema`);
  for (const line of bad) console.log(`    ${line}`);
  if (badCount > bad.length) console.log(`    and ${badCount - bad.length} more`);
}

async function importParts() {
  const [{ accountEnd, accountStage }, { copyStage }, { openLocalStages }] = await Promise.all([
    import("./account-stage.ts"),
    import("../../infra/copy/copy-stage.ts"),
    import("./open-local-stages.ts"),
  ]);
  return { accountEnd, accountStage, copyStage, openLocalStages };
}

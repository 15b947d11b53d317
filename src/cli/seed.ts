import type { CopyCount } from "../../infra/copy/copy-collection.ts";
import { isThrowAway } from "../../infra/throw-away.ts";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { compileFile } from "../../schema/compile.ts";
import { schemaPath } from "../../schema/load.ts";
import { onInterrupt } from "./interrupt.ts";
import { importWithPeers } from "./peers.ts";
import { printProblems } from "./print-problems.ts";

/** What `keyloom seed` is told. */
interface Options {
  readonly schema: string;
  readonly from: string;
  readonly account: string;
  readonly to?: string;
  readonly stage: string;
  readonly persistTo?: string;
  readonly sample: string;
  readonly collection?: readonly string[];
  readonly unredacted?: true;
}

/** How often a line says how far a collection is, in milliseconds. */
const PROGRESS_INTERVAL = 5_000;

/**
 * `keyloom seed`: copies records of a stage in the account into another one, the local one unless said
 * otherwise, with their personal data redacted.
 */
export async function run(options: Options): Promise<number> {
  const { from, account, to, stage, sample, collection, unredacted } = options;
  if (!process.env["CLOUDFLARE_API_TOKEN"]) {
    throw new CannotRunError("there is no API token to read the stage with", {
      help: "Set CLOUDFLARE_API_TOKEN to one that may read Workers KV Storage.",
    });
  }
  const share = shareOf(sample);
  if (to !== undefined) checkTarget(from, to);
  const schemaFile = schemaPath(options.schema);
  const { definition, model, problems } = await compileFile(schemaFile);
  if (problems.length > 0) return printProblems(problems, "pretty", "");

  const parts = await importWithPeers("seed", importParts);
  const { accountStage, copyStage, openLocalStage } = parts;
  const source = await accountStage(model, account, from);
  const local = to === undefined ? await openLocalStage(schemaFile, model, options) : undefined;
  const ignoreInterrupts = onInterrupt(() => {
    console.error("keyloom: stopped: what was copied stays");
  });
  try {
    const results = copyStage({
      schemaFile,
      definition,
      model,
      from: source,
      to: local ?? (await accountStage(model, account, to ?? stage)),
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
    await local?.close();
    ignoreInterrupts();
  }
}

/** A share such as `1%`, from 0 to 1. */
function shareOf(sample: string): number {
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(sample) ?? [];
  const share = Number(percent) / 100;
  if (share > 0 && share <= 1) return share;
  throw new CannotRunError(`${JSON.stringify(sample)} is no share of the records`, {
    help: "Write a percentage above 0: `--sample 1%`, `--sample 0.1%`.",
  });
}

function checkTarget(from: string, to: string): void {
  if (from === to) {
    throw new CannotRunError(`${JSON.stringify(to)} is the stage that is copied`, {
      help: "Name another one with `--to`, or leave it out to copy into the local one.",
    });
  }
  if (!isThrowAway(to)) {
    throw new CannotRunError(
      `${JSON.stringify(to)} is a stage whose data are kept: nothing is copied over them`,
      { help: "Copy into a stage that is thrown away: `dev-anna`, `pr-123`, `test`." },
    );
  }
}

/** With the same key the same fakes come in each copy. */
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
  if (twins > 0) console.log(`  ${twins} left out: their redacted keys are those of others`);
  if (badCount === 0) return;
  console.log(`  ${badCount} left out: they do not fit the schema`);
  for (const line of bad) console.log(`    ${line}`);
  if (badCount > bad.length) console.log(`    and ${badCount - bad.length} more`);
}

async function importParts() {
  const [{ accountStage }, { copyStage }, { openLocalStage }] = await Promise.all([
    import("./account-stage.ts"),
    import("../../infra/copy/copy-stage.ts"),
    import("./open-local-stage.ts"),
  ]);
  return { accountStage, copyStage, openLocalStage };
}

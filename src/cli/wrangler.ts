import { dirname, relative } from "node:path";
import { localNamespaces } from "../../infra/in-process/local-namespaces.ts";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { schemaPath } from "../../schema/load.ts";
import type { Model } from "../../schema/model.ts";
import { isId } from "../cloudflare/is-id.ts";
import { writeFileAtomically } from "../files/write-file.ts";
import type { WantedBinding } from "../wrangler/binding.ts";
import { localIds } from "../wrangler/local-ids.ts";
import { wantedBindings } from "../wrangler/stack-outputs.ts";
import { editWranglerFile, findWranglerFile, readWranglerFile } from "../wrangler/wrangler-file.ts";
import { difference } from "./difference.ts";
import { localStage } from "./local-stage.ts";
import { bindingsFrom } from "./outputs-option.ts";
import { printProblems } from "./print-problems.ts";
import { DEFAULT_STAGE } from "./stage-option.ts";
import { withoutTwins } from "./without-twins.ts";

interface Options {
  readonly schema: string;
  readonly outputs?: string;
  readonly stage?: string;
  readonly persistTo?: string;
  readonly env?: string;
  readonly config?: string;
  readonly check?: true;
}

/** The ids that were replaced may have been an account's, which nobody else may have recorded. */
const OF_THIS_MACHINE =
  "note: These ids exist only on this machine: a deploy needs the ids of the account, which `--outputs` writes.";

/**
 * `keyloom wrangler`: writes the ids of the schema's namespaces into the wrangler file, or with `--check` says
 * whether they are there.
 */
export async function run(options: Options): Promise<number> {
  checkOptions(options);
  const schemaFile = schemaPath(options.schema);
  const wranglerFile = options.config ?? findWranglerFile(dirname(schemaFile));
  const { model, problems } = await compileFile(schemaFile);
  if (problems.length > 0) return printProblems(problems, "pretty", "");

  const wanted = wantedFrom(options, schemaFile, model);
  const current = readWranglerFile(wranglerFile);
  const name = relative(process.cwd(), current.file);
  const missing =
    options.outputs === undefined ? unread(wanted, current.file, options.env) : wanted;
  const { text, kept, replaced } = editWranglerFile(current, options.env, missing);
  for (const binding of kept.filter((name) => !wanted.some(({ binding }) => binding === name))) {
    console.log(`${binding} is not in the schema: it stays as it is`);
  }
  if (text === current.text) {
    console.log(`${name} is up to date`);
    return 0;
  }
  if (options.check !== true) {
    await writeFileAtomically(current.file, text);
    console.log(`${name} written`);
    for (const { binding, was, id } of replaced) console.log(`${binding}  ${id}, was ${was}`);
    const hidesAnother = options.outputs === undefined && replaced.some(({ was }) => isId(was));
    if (hidesAnother) console.log(OF_THIS_MACHINE);
    return 0;
  }
  const title = `${name} does not have the namespaces of the stack:`;
  console.error(difference(title, name, current.text, text, "of the stack"));
  console.error("help: Run the same command without `--check` and commit the result.");
  return 1;
}

/** @throws CannotRunError if both the outputs of a stack and a stage on this machine are given. */
function checkOptions({ outputs, stage, persistTo }: Options): void {
  const local = stage === undefined ? persistTo && "`--persist-to`" : "`--stage`";
  if (outputs === undefined || local === undefined) return;
  throw new CannotRunError(
    `${local} is for a stage on this machine, but \`--outputs\` is of a Pulumi stack`,
    {
      help: `Leave out ${local}: the outputs are of one stack, which \`pulumi stack output --json --stack NAME\` names.`,
    },
  );
}

/** The bindings whose namespaces on this machine differ from those that `wrangler dev` reads with this file. */
function unread(
  wanted: readonly WantedBinding[],
  wranglerFile: string,
  environment: string | undefined,
): readonly WantedBinding[] {
  const ids = localIds(wranglerFile, environment);
  return wanted.filter(({ binding, id }) => !Object.hasOwn(ids, binding) || ids[binding] !== id);
}

/** The bindings from a stack's outputs, or from the state of a local stage. */
function wantedFrom(
  { outputs, stage = DEFAULT_STAGE, persistTo }: Options,
  schemaFile: string,
  model: Model,
): readonly WantedBinding[] {
  if (outputs !== undefined) return bindingsFrom(outputs, model);
  const where = { stage, ...(persistTo !== undefined && { persistTo }) };
  const namespaces = localNamespaces(localStage(schemaFile, where).stateFile);
  return wantedBindings(
    withoutTwins(model),
    namespaces,
    `the local stage \`${stage}\``,
    "Run `keyloom up --local` first, or give the outputs of a Pulumi stack with `--outputs`.",
  );
}

import { Command } from "commander";
import { keepAllSmall } from "../../infra/start-up/memory.ts";
import packageJson from "../../package.json" with { type: "json" };
import { CannotRunError } from "../../schema/cannot-run.ts";
import { defaultSchema, SCHEMA_NAMES } from "../../schema/default-schema.ts";
import { nearMiss } from "../../schema/near-miss.ts";
import { failOn, fault, faultSeed, persistTo, takeOnce } from "./options.ts";

/** What a command ends with: 0 clean, 1 problems found, 2 could not run. */
type Run = (options: never) => Promise<number>;

/** Loads a command. */
type Load = () => Promise<{ readonly run: Run }>;

/** The options that all commands on a schema share. */
interface Options {
  readonly schema?: string;
}

/** Checked where it is used, by the formats themselves. */
const FORMATS = "pretty, json, sarif, github, gitlab or junit";

/**
 * All commands with their options. Each is loaded only when it runs: the others cost no start-up time.
 *
 * Node loads its own modules faster before V8's settings change, so those that a command surely needs are loaded first.
 *
 * @param onEnd is told what a command has ended with.
 */
export function createProgram(onEnd: (exitCode: number) => void): Command {
  const action = (load: Load, needed: readonly string[] = []) => {
    return async (options: unknown) => {
      const { run } = await load();
      for (const name of needed) process.getBuiltinModule(name);
      keepAllSmall();
      onEnd(await run(options as never));
    };
  };
  const onSchema = (load: Load, needed: readonly string[] = []) => {
    const run = action(load, ["node:vm", ...needed]);
    return ({ schema = defaultSchema(process.cwd(), "`--schema`"), ...options }: Options) =>
      run({ schema, ...options });
  };
  const program = new Command("keyloom")
    .description("A schema for Cloudflare Workers KV: typed accessors, provisioning and lint.")
    .version(packageJson.version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    // Errors of a command line are printed like all others: see `usageError`.
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    .helpCommand(false);
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option("--schema <path>", `the schema file (default: ${SCHEMA_NAMES})`);

  command("init", "write a first schema from the wrangler file and the Worker's code")
    .option("--config <path>", "the wrangler file (default: the one beside or above the schema)")
    .option("--dry-run", "write nothing; print the schema")
    .action(action(() => import("./init.ts")));
  command("check", "find problems in the schema and its seeds")
    .option("--format <name>", FORMATS, "pretty")
    .action(onSchema(() => import("./check.ts")));
  command("generate", "write the typed accessors")
    .option("--check", "write nothing; fail if the file on disk is not what would be written")
    .action(onSchema(() => import("./generate.ts")));
  command("breaking", "find schema changes that break stored data or running code")
    .option(
      "--against <file, package or commit>",
      "the baseline, an installed package, npm:NAME@VERSION, or a commit such as main (default: keyloom.baseline.json beside the schema)",
    )
    .option("--format <name>", FORMATS, "pretty")
    .addOption(failOn())
    .option("--update-baseline", "write the baseline from the current schema")
    .action(onSchema(() => import("./breaking.ts")));
  command("lint", "check naming conventions and the Worker's use of KV")
    .option("--format <name>", FORMATS, "pretty")
    .addOption(failOn())
    .option(
      "--baseline <path>",
      "the known findings (default: keyloom.lint-baseline.json beside the schema, if any)",
    )
    .option("--update-baseline", "write the current findings to the baseline")
    .option(
      "--changed [commit]",
      "only what has changed since a commit (default: since the branch left the default branch)",
    )
    .option("--watch", "lint again after each change")
    .option("--fix", "fix what can be fixed without changing what the code does")
    .option("--fix-suggestions", "apply what findings suggest, which may change what the code does")
    .option("--no-cache", "check every file, even if an earlier run has checked it")
    .action(onSchema(() => import("./lint.ts"), ["node:crypto"]));
  program
    .command("explain [rule]")
    .description("show the page of a definition check or lint rule, or list them all")
    .action(action(() => import("./explain.ts")));
  command("up", "provision namespaces and seed them")
    .option("--local", "on the local Cloudflare, in this process")
    .option("--stage <name>", "the stage", "dev")
    .option("--env <name>", "the wrangler environment that has the ids (default: the top level)")
    .addOption(persistTo("the local Cloudflare"))
    .option("--prune", "remove records from KV that have left a seed since the last run")
    .option("--skip-invalid", "skip bad records of seeds with a warning, and send the others")
    .addOption(fault())
    .addOption(faultSeed())
    .action(onSchema(() => import("./up.ts")));
  command("dev", "keep a local stage, the accessors and the Worker up to date with their files")
    .option("--port <number>", "the Worker's port (default: 8787, or a free one)")
    .option("--stage <name>", "the stage", "dev")
    .option("--env <name>", "the wrangler environment of the Worker (default: the top level)")
    .option("--prune", "remove records from KV that leave a seed")
    .addOption(persistTo("the local Cloudflare"))
    .addOption(fault())
    .addOption(faultSeed())
    .action(onSchema(() => import("./dev.ts")));
  program
    .command("dev-apply <options>", { hidden: true })
    .action(action(() => import("./dev-apply.ts")));
  command("seed", "copy records of a stage into another one, with personal data redacted")
    .requiredOption(
      "--from <stage>",
      "the stage to copy from: in the account, or with --local here",
    )
    .option("--account <id>", "the Cloudflare account")
    .option(
      "--outputs <file>",
      "what `pulumi stack output --json` prints for --from; `-` reads standard input (default: look up its titles)",
    )
    .option("--local", "instead of --account: both stages are of `keyloom up --local`")
    .option(
      "--to <stage>",
      "the stage to copy into: in the account, or with --local here (default: that of --stage)",
    )
    .option("--stage <name>", "without --to: the stage of `keyloom up --local` (default: `dev`)")
    .addOption(persistTo("`keyloom up --local`"))
    .option(
      "--sample <share>",
      "the share of the records to copy, the same ones each time: 1%",
      "100%",
    )
    .option("--collection <names...>", "only these, such as CACHE.user (default: all)")
    .option(
      "--unredacted",
      "also copy, as they are, collections whose personal data the schema does not declare",
    )
    .action(onSchema(() => import("./seed.ts")));
  command("adopt", "find existing namespaces by their titles, for the stack to take over")
    .requiredOption("--account <id>", "the Cloudflare account")
    .requiredOption("--stage <name>", "the stage whose titles to look for")
    .action(onSchema(() => import("./adopt.ts")));
  command("wrangler", "write the ids of the namespaces into the wrangler file")
    .option(
      "--outputs <file>",
      "the outputs of `pulumi stack output --json`; `-` reads them from standard input",
    )
    .option(
      "--stage <name>",
      "without --outputs: the stage of `keyloom up --local` (default: `dev`)",
    )
    .addOption(persistTo("`keyloom up --local`"))
    .option("--env <name>", "the wrangler environment to write to (default: the top level)")
    .option("--config <path>", "the wrangler file (default: the one beside or above the schema)")
    .option("--check", "write nothing; fail if the file would change")
    .action(onSchema(() => import("./wrangler.ts")));
  program
    .command("help [command]")
    .description("print this help, or the help of a command")
    .action((name?: string) => printHelp(program, name));
  for (const { options } of program.commands) for (const option of options) takeOnce(option);
  return program;
}

function printHelp(program: Command, name: string | undefined): void {
  const named = program.commands.find((command) => command.name() === name);
  if (name === undefined || named !== undefined) {
    (named ?? program).outputHelp();
    return;
  }
  const meant = nearMiss(
    name,
    program
      .createHelp()
      .visibleCommands(program)
      .map((command) => command.name()),
  );
  throw new CannotRunError(`there is no command \`${name}\``, {
    help:
      meant === undefined
        ? "`keyloom help` lists the commands."
        : `Did you mean \`keyloom help ${meant}\`?`,
  });
}

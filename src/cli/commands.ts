import { Command, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { CannotRunError } from "../../schema/cannot-run.ts";
import { defaultSchema, SCHEMA_NAMES } from "../../schema/default-schema.ts";
import { nearMiss } from "../../schema/near-miss.ts";
import { FAULT_NAMES } from "./fault-option.ts";

/** What a command ends with: 0 clean, 1 problems found, 2 could not run. */
type Run = (options: never) => Promise<number>;

/** As much as all commands on a schema have of options. */
interface Options {
  readonly schema?: string;
}

/** Checked where it is used, by the formats themselves. */
const FORMATS = "pretty, json, sarif, github, gitlab or junit";

/**
 * All commands with their options. Each is loaded only when it runs, so that the others cost no start-up time.
 *
 * @param onEnd is told what a command has ended with.
 */
export function createProgram(onEnd: (exitCode: number) => void): Command {
  const action = (load: () => Promise<{ readonly run: Run }>) => async (options: unknown) => {
    onEnd(await (await load()).run(options as never));
  };
  const onSchema = (load: () => Promise<{ readonly run: Run }>) => {
    const run = action(load);
    return ({ schema = defaultSchema(process.cwd(), "`--schema`"), ...options }: Options) =>
      run({ schema, ...options });
  };
  const program = new Command("keyloom")
    .description("A schema for Cloudflare Workers KV: typed accessors, provisioning and lint.")
    .version(packageJson.version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    // What is wrong with a command line is printed as everything else that is: see `usageError`.
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    .helpCommand(false);
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option("--schema <path>", `the schema file (default: ${SCHEMA_NAMES})`);

  command("init", "write a first schema out of the wrangler file and the Worker's code")
    .option("--config <path>", "the wrangler file (default: the one beside or above the schema)")
    .option("--dry-run", "write nothing; print the schema")
    .action(action(() => import("./init.ts")));
  command("check", "find what is wrong with the schema and its seeds")
    .option("--format <name>", FORMATS, "pretty")
    .action(onSchema(() => import("./check.ts")));
  command("generate", "write the typed accessors")
    .option(
      "--check",
      "write nothing; fail where the file on the disk is not what would be written",
    )
    .action(onSchema(() => import("./generate.ts")));
  command("breaking", "find what the schema breaks of stored data and running code")
    .option(
      "--against <file, package or commit>",
      "the baseline, an installed package, npm:NAME@VERSION, or a commit such as main (default: keyloom.baseline.json beside the schema)",
    )
    .option("--format <name>", FORMATS, "pretty")
    .addOption(failOn())
    .option("--update-baseline", "write the baseline from the schema as it is now")
    .action(onSchema(() => import("./breaking.ts")));
  command("lint", "check naming conventions and the Worker's use of KV")
    .option("--format <name>", FORMATS, "pretty")
    .addOption(failOn())
    .option(
      "--baseline <path>",
      "findings that are known (default: keyloom.lint-baseline.json beside the schema, if any)",
    )
    .option("--update-baseline", "write the baseline with what is found now")
    .option(
      "--changed [commit]",
      "only what has changed since a commit (default: since the branch left the default branch)",
    )
    .option("--watch", "do so again at each change")
    .option("--fix", "mend what can be mended without changing what the code does")
    .option("--fix-suggestions", "do what findings suggest, which may change what the code does")
    .option("--no-cache", "look at every file, whatever is known of it from an earlier run")
    .action(onSchema(() => import("./lint.ts")));
  program
    .command("explain [rule]")
    .description("show the page of a definition check or a lint rule, or without one the list")
    .action(action(() => import("./explain.ts")));
  command("up", "provision namespaces and seed them")
    .option("--local", "on the local Cloudflare, in this process")
    .option("--stage <name>", "the stage", "dev")
    .option("--env <name>", "the wrangler environment that has the ids (default: the top level)")
    .addOption(persistTo("the local Cloudflare"))
    .option("--prune", "remove records from KV that left a seed")
    .option("--skip-invalid", "leave bad records of seeds out, with a warning, and send the others")
    .addOption(fault())
    .addOption(faultSeed())
    .action(onSchema(() => import("./up.ts")));
  command("dev", "keep a stage, the accessors and the Worker as their files say, on this machine")
    .option("--port <number>", "the Worker's port (default: 8787, or a free one)")
    .option("--stage <name>", "the stage", "dev")
    .option("--env <name>", "the wrangler environment of the Worker (default: the top level)")
    .addOption(persistTo("the local Cloudflare"))
    .addOption(fault())
    .addOption(faultSeed())
    .action(onSchema(() => import("./dev.ts")));
  program
    .command("dev-apply <options>", { hidden: true })
    .action(action(() => import("./dev-apply.ts")));
  command("seed", "copy records of a stage into another one, with their personal data redacted")
    .requiredOption("--from <stage>", "the stage in the account that is copied")
    .option("--account <id>", "the Cloudflare account")
    .option(
      "--outputs <file>",
      "what `pulumi stack output --json` printed of --from, `-` for standard input (default: by its titles)",
    )
    .option("--local", "in place of --account: both stages are those of `keyloom up --local`")
    .option("--to <stage>", "a stage in the account to copy into (default: a local one)")
    .option("--stage <name>", "without --to: the stage of `keyloom up --local` (default: `dev`)")
    .addOption(persistTo("`keyloom up --local`"))
    .option("--sample <share>", "how many of the records, the same ones each time: 1%", "100%")
    .option("--collection <names...>", "only these, such as CACHE.user (default: all)")
    .option(
      "--unredacted",
      "copy collections of which the schema does not say what is personal, as they are",
    )
    .action(onSchema(() => import("./seed.ts")));
  command("adopt", "find existing namespaces by their titles, for the stack to take over")
    .requiredOption("--account <id>", "the Cloudflare account")
    .requiredOption("--stage <name>", "the stage whose titles are looked for")
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
    .option("--check", "write nothing; fail where the file would change")
    .action(onSchema(() => import("./wrangler.ts")));
  program
    .command("help [command]")
    .description("print the help, that of a command where one is named")
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

/** Refuses a value that would silently take the place of one before it: another schema was to be looked at as well. */
function takeOnce(option: Option): void {
  if (!option.required || option.variadic || option.parseArg !== undefined) return;
  let isGiven = false;
  option.argParser((value: string) => {
    if (isGiven) {
      throw new CannotRunError(`\`${option.long}\` is given twice`, {
        help: "Give it once, and run the command once for each value.",
      });
    }
    isGiven = true;
    return value;
  });
}

/** @param whose what keeps its data there. */
function persistTo(whose: string): Option {
  const otherwise = "(default: .wrangler/state beside the wrangler file, or else the schema)";
  return new Option("--persist-to <folder>", `where ${whose} keeps its data ${otherwise}`);
}

function fault(): Option {
  const description = `play production's bad days: ${FAULT_NAMES}; each with a figure if wanted, rate-limit=0.2`;
  return new Option("--fault <names>", description);
}

function faultSeed(): Option {
  const description = "what the choice of the calls starts from";
  return new Option("--fault-seed <number>", description).default("1");
}

function failOn(): Option {
  return new Option("--fail-on <severity>", "the least severity that fails the command")
    .choices(["warning", "error"])
    .default("error");
}

#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { printCannotRun } from "./cannot-run.ts";
import { DEFAULT_SCHEMA } from "./schema-option.ts";

/** What a command ends with: 0 clean, 1 problems found, 2 could not run. */
type Run = (options: never) => Promise<number>;

/** The commands, each loaded only when it runs, so that the others cost no start-up time. */
async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const action = (load: () => Promise<{ readonly run: Run }>) => async (options: unknown) => {
    exitCode = await (await load()).run(options as never);
  };
  const program = new Command("keyloom")
    .description("A schema for Cloudflare Workers KV: typed accessors, provisioning and lint.")
    .showHelpAfterError("(see keyloom --help)")
    .exitOverride();
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option("--schema <path>", "the schema file", DEFAULT_SCHEMA);

  command("check", "find what is wrong with the schema and its seeds")
    .option("--format <name>", "pretty or json", "pretty")
    .action(action(() => import("./check.ts")));
  command("generate", "write the typed accessors")
    .option(
      "--check",
      "write nothing; fail where the file on the disk is not what would be written",
    )
    .action(action(() => import("./generate.ts")));
  command("lint", "check naming conventions and the Worker's use of KV")
    .option("--format <name>", "pretty or json", "pretty")
    .action(action(() => import("./lint.ts")));
  command("up", "provision namespaces and seed them")
    .option("--local", "on the local Cloudflare, in this process")
    .option("--stage <name>", "the stage", "dev")
    .option(
      "--persist-to <folder>",
      "where the local Cloudflare keeps its data (default: .wrangler/state beside the schema)",
    )
    .action(action(() => import("./up.ts")));

  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CannotRunError) {
      printCannotRun(error);
      return 2;
    }
    throw error;
  }
  return exitCode;
}

process.exitCode = await run(process.argv);

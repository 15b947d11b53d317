import type { Command, CommanderError } from "commander";
import { CannotRunError } from "../../schema/cannot-run.ts";

/**
 * What to say about a command line that commander rejects, in the form of all other errors.
 *
 * @returns the error itself if the only problem is that no command was named, and the help was printed.
 */
export function usageError(
  error: CommanderError,
  program: Command,
  argv: readonly string[],
): CannotRunError | CommanderError {
  // "error: unknown option '--shema'\n(Did you mean --schema?)"
  const [first = "", guess] = error.message.split("\n");
  if (!first.startsWith("error: ")) return error;
  const command = program.commands.find((command) => command.name() === argv[2]);
  const meant = /^\(Did you mean (.+)\?\)$/.exec(guess ?? "")?.[1];
  const usage = command === undefined ? "keyloom --help" : `keyloom ${command.name()} --help`;
  const takesSchema = command?.options.some(({ long }) => long === "--schema") === true;
  return new CannotRunError(first.slice("error: ".length).replaceAll(/'([^']*)'/g, "`$1`"), {
    cause: error,
    help: [
      ...(meant === undefined ? [] : [`Did you mean \`${meant}\`?`]),
      ...(error.code === "commander.excessArguments" && takesSchema
        ? ["Give the schema file with `--schema PATH`."]
        : []),
      `See \`${usage}\`.`,
    ].join(" "),
  });
}

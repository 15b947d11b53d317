import type { Command, Option } from "commander";
import { createProgram } from "../src/cli/commands.ts";

const HEAD = `# Commands

This is what \`keyloom COMMAND --help\` prints, by command. All commands run on Node 22.18 or newer, as \`npx keyloom\`.

| exit code | meaning                                                                    |
| --------- | -------------------------------------------------------------------------- |
| 0         | all is well                                                                |
| 1         | it found problems, or with \`--check\` a file that is not up to date         |
| 2         | it could not run: standard error says what is wrong, where, and what to do |
| 130, 143  | a signal ended it (130 for Ctrl-C); what was written is intact             |

Findings of \`check\`, \`lint\` and \`breaking\` go to standard output, so that \`--format json\` can be piped.

| environment variable         | meaning                                                                                            |
| ---------------------------- | -------------------------------------------------------------------------------------------------- |
| \`CLOUDFLARE_API_TOKEN\`       | the token for access to an account: \`seed\`, \`adopt\`, and \`pulumi up\`                               |
| \`CLOUDFLARE_BASE_URL\`        | another API than Cloudflare's own, such as that of \`keyloom dev\`                                   |
| \`KEYLOOM_REDACTION_KEY\`      | the secret with which \`seed\` makes [the same fakes](seeds.md#copying-from-another-stage) each time |
| \`NO_COLOR\`                   | turns colors off in a terminal, too                                                                |
| \`NODE_DISABLE_COMPILE_CACHE\` | keeps Node from caching what it compiles, which makes each command a little slower                 |
`;

/** docs/commands.md: every command with every option, from the definitions of the command line itself. */
export function commandPage(): string {
  const program = createProgram(() => {});
  const commands = program.createHelp().visibleCommands(program);
  const sections = commands.map((command) => section(program, command));
  return [HEAD, ...sections].join("\n");
}

function section(program: Command, command: Command): string {
  const args = command.registeredArguments.map((argument) => ` [${argument.name()}]`).join("");
  const options = program
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== "--help");
  const [first = "", ...rest] = command.description();
  const description = `${first.toUpperCase()}${rest.join("")}.`;
  const table = options.length === 0 ? "" : `\n${tableOf(options)}`;
  return `## \`keyloom ${command.name()}${args}\`\n\n${description}\n${table}`;
}

/** A table whose columns are as wide as their contents, as a formatter would write it. */
function tableOf(options: readonly Option[]): string {
  const rows = options.map((option) => [`\`${option.flags}\``, whatOf(option)] as const);
  const width = Math.max(...rows.map(([flags]) => flags.length), "option".length);
  const wide = Math.max(...rows.map(([, what]) => what.length), "meaning".length);
  const line = (a: string, b: string) => `| ${a.padEnd(width)} | ${b.padEnd(wide)} |\n`;
  return [
    line("option", "meaning"),
    line("-".repeat(width), "-".repeat(wide)),
    ...rows.map(([flags, what]) => line(flags, what)),
  ].join("");
}

function whatOf({ description, defaultValue, mandatory, argChoices }: Option): string {
  const notes = [
    ...(mandatory ? ["required"] : []),
    ...(argChoices === undefined
      ? []
      : [`one of ${argChoices.map((choice) => `\`${choice}\``).join(", ")}`]),
    ...(typeof defaultValue === "string" ? [`default: \`${defaultValue}\``] : []),
  ];
  const note = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  return `${description}${note}`.replaceAll("|", "\\|").replaceAll("<", "\\<");
}

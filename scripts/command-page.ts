import type { Command, Option } from "commander";
import { createProgram } from "../src/cli/commands.ts";

const HEAD = `# Commands

What \`keyloom COMMAND --help\` prints, by command. All of it runs on Node 22.18 or newer, as \`npx keyloom\`.

A command ends with 0 when all is well, with 1 when it found problems (or with \`--check\` a file that is not up to
date), and with 2 when it could not run, which standard error says: what, where, and what to do. A signal ends it with
130 (Ctrl-C) or 143, and what was written stays sound. What \`check\`, \`lint\` and \`breaking\` find goes to standard
output, so that \`--format json\` can be piped.

| in the environment           | what it says                                                                                     |
| ---------------------------- | ------------------------------------------------------------------------------------------------ |
| \`CLOUDFLARE_API_TOKEN\`       | the token for what is in an account: \`seed\`, \`adopt\`, and \`pulumi up\`                            |
| \`CLOUDFLARE_BASE_URL\`        | another API than Cloudflare's own, such as that of \`keyloom dev\`                                 |
| \`KEYLOOM_REDACTION_KEY\`      | the secret by which \`seed\` makes [the same fakes](seeds.md#copying-from-another-stage) each time |
| \`NO_COLOR\`                   | no colours in a terminal either                                                                  |
| \`NODE_DISABLE_COMPILE_CACHE\` | keeps Node from keeping what it compiles, which costs a moment of each command                   |
`;

/** docs/commands.md: every command with every option, from what the command line itself is made of. */
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

/** A table whose columns are as wide as what is in them, as a formatter would have it. */
function tableOf(options: readonly Option[]): string {
  const rows = options.map((option) => [`\`${option.flags}\``, whatOf(option)] as const);
  const width = Math.max(...rows.map(([flags]) => flags.length), "option".length);
  const wide = Math.max(...rows.map(([, what]) => what.length), "what it says".length);
  const line = (a: string, b: string) => `| ${a.padEnd(width)} | ${b.padEnd(wide)} |\n`;
  return [
    line("option", "what it says"),
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

import { styleText } from "node:util";
import { counted } from "../../schema/counted.ts";
import type { Problem, Severity } from "../../schema/problem.ts";
import { codeFrame } from "./code-frame.ts";
import { displayPath } from "./display-path.ts";
import type { FormatOptions } from "./format.ts";
import { sortProblems } from "./sort-problems.ts";
import { visible } from "./visible.ts";

type Style = Parameters<typeof styleText>[0];

const SEVERITY_STYLES: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow" };

/** Problems for people: place, rule, message, code frame and help of each, then a count. */
export function formatPretty(
  problems: readonly Problem[],
  { cwd, color }: Pick<FormatOptions, "cwd" | "color">,
): string {
  // The caller knows whether the stream has colors, so nothing is looked up here.
  const paint = (style: Style, text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;

  const blocks = sortProblems(problems).map((problem) => {
    const { file, line, column, severity, rule, message, help, suggestions = [] } = problem;
    const place = paint("cyan", `${displayPath(file, cwd)}:${line}:${column}`);
    const lines = [
      `${place}  ${paint(SEVERITY_STYLES[severity], severity)}  ${paint("dim", rule)}`,
      visible(message),
      codeFrame(problem, color),
      `${paint("bold", "help:")} ${visible(help)}`,
      ...suggestions.map(({ title }) => `${paint("bold", "suggestion:")} ${visible(title)}`),
    ];
    return lines.filter((text) => text !== undefined).join("\n");
  });
  return [...blocks, summary(problems)].join("\n\n");
}

function summary(problems: readonly Problem[]): string {
  const counts = (["error", "warning"] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  if (counts.length === 0) return "no problems";
  const fixable = problems.filter(({ fix }) => fix !== undefined).length;
  const suggested = problems.filter(({ suggestions }) => suggestions !== undefined).length;
  return [
    counts.join(", "),
    ...(fixable === 0 ? [] : [`${fixable} of them can be fixed with \`--fix\``]),
    ...(suggested === 0
      ? []
      : [
          `${suggested} of them can be fixed with \`--fix-suggestions\`, which may change what the code does`,
        ]),
  ].join("; ");
}

import type { StringCheck, UrlCheck } from "../../schema/type/check.ts";
import type { StringType } from "../../schema/type/model.ts";
import { stringText } from "../text/literal.ts";
import { type Condition, conditionsOf, writeIssues } from "./conditions.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { guarded } from "./guards.ts";
import { ifAll, type Subject } from "./subject.ts";

/** Checks a string that is changed on the way: each check sees the result of the ones before it. */
export function rewriteString(fn: FunctionWriter, type: StringType, subject: Subject): string {
  const { writer } = fn;
  return guarded(fn, subject, true, (at) => {
    const { input, path } = at;
    const output = at.target ?? fn.outputOf(at);
    if (at.target === undefined) writer.line(`let ${output}: unknown = ${input};`);
    fn.open([ifAll([`typeof ${input} !== "string"`]), " {"]);
    writer.line(fn.wrongType(path, "a string", input));
    fn.reopen("} else {");
    writeSteps(fn, type.checks, at, input, output);
    fn.close();
    return output;
  });
}

/** Writes the checks from the first one on; in the end `output` receives the text. */
function writeSteps(
  fn: FunctionWriter,
  checks: readonly StringCheck[],
  subject: Subject,
  text: string,
  output: string,
): void {
  const { writer, scope } = fn;
  const { path, input } = subject;
  const rest = checks.findIndex((check) => !isCondition(check));
  const conditions = (rest === -1 ? checks : checks.slice(0, rest)).flatMap((check) =>
    conditionsOf(check, text, path, scope),
  );
  const change = checks[rest];
  const later = checks.slice(rest + 1);
  writeIssues(fn, conditions, path, () => {
    if (change === undefined) {
      if (text !== output) writer.line(`${output} = ${text};`);
      return;
    }
    if (change.check === "url") {
      const url = fn.local(`${input}Url`);
      writer.line(`const ${url} = ${scope.use(urlFunction(change))}(${text});`);
      writeIssues(fn, urlConditions(fn, change, url), path, () => {
        const isLast = later.length === 0;
        const next = isLast ? url : fn.local(`${input}Text`);
        if (!isLast) writer.line(`const ${next} = ${url} ?? ${text};`);
        writeSteps(fn, later, subject, next, output);
      });
      return;
    }
    const calls = overwriteCalls([change, ...takeWhile(later, isOverwrite)]);
    const next = fn.local(`${input}Text`);
    writer.line(`const ${next} = ${text}${calls.join("")};`);
    writeSteps(fn, later.slice(calls.length - 1), subject, next, output);
  });
}

function isOverwrite(check: StringCheck): boolean {
  return check.check === "overwrite";
}

function isCondition({ check }: StringCheck): boolean {
  return check !== "overwrite" && check !== "url";
}

function takeWhile<T>(values: readonly T[], accepts: (value: T) => boolean): readonly T[] {
  const end = values.findIndex((value) => !accepts(value));
  return end === -1 ? values : values.slice(0, end);
}

/** The calls for those checks of a text that change it: `.trim()`, `.normalize("NFC")`. */
export function overwriteCalls(checks: readonly StringCheck[]): readonly string[] {
  return checks.flatMap((check) =>
    check.check === "overwrite"
      ? [`.${check.method}(${check.method === "normalize" ? stringText(check.form) : ""})`]
      : [],
  );
}

/** As in zod, the slashes are required if the protocol must be a web protocol. */
function urlFunction({ normalize, protocol }: UrlCheck) {
  if (normalize === true) return "normalUrlText";
  return protocol?.pattern === "^https?$" ? "webUrlText" : "urlText";
}

function urlConditions(
  { scope }: FunctionWriter,
  check: UrlCheck & { readonly abort?: true },
  url: string,
): readonly Condition[] {
  const { hostname, protocol } = check;
  const issue = { code: "invalid_format", ...(check.abort === true && { abort: true as const }) };
  const parts = [
    ["hostname", "hostnameOf", hostname] as const,
    ["protocol", "protocolOf", protocol] as const,
  ];
  return [
    { ...issue, wrong: `${url} === undefined`, message: "not a valid url" },
    ...parts.flatMap(([part, read, pattern]): readonly Condition[] => {
      if (pattern === undefined) return [];
      const name = scope.pattern(`url ${part}`, pattern.pattern, pattern.flags);
      return [
        {
          ...issue,
          wrong: `${url} !== undefined && !${name}.test(${scope.use(read)}(${url}))`,
          message: `not a url with an allowed ${part}`,
        },
      ];
    }),
  ];
}

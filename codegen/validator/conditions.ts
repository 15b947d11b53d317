import { counted } from "../../schema/counted.ts";
import type { CodeCheck, PatternCheck, StringCheck } from "../../schema/type/check.ts";
import type { StringType } from "../../schema/type/model.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { type Doc, list } from "../text/doc.ts";
import { stringText } from "../text/literal.ts";
import { writeIf } from "./if.ts";
import { ifAll, nameOf, type Path, pathDoc } from "./subject.ts";

/** When a value of the right type is still wrong, and what the issue then says. */
export interface Condition {
  /** An expression that is true for a wrong value. */
  readonly wrong: string;
  readonly code: string;
  readonly message: string;
  /** If this one fails, later ones are not checked. */
  readonly abort?: true;
}

/** Where issues are written: a function's writer, for example. */
interface IssueTarget {
  readonly writer: CodeWriter;
  readonly scope: Scope;
}

/** Writes the check of one condition. */
export function writeIssue(target: IssueTarget, condition: Condition, path: Path): void {
  writeIf(target.writer, [condition.wrong], issueCall(target, condition, path));
}

/** Writes the checks of conditions, and what follows them unless an aborting one has failed. */
export function writeIssues(
  target: IssueTarget,
  conditions: readonly Condition[],
  path: Path,
  follow?: () => void,
): void {
  const last = conditions.findIndex(({ abort }) => abort === true);
  const isLast = last === conditions.length - 1 && follow === undefined;
  const always = last === -1 || isLast ? conditions : conditions.slice(0, last);
  for (const condition of always) writeIssue(target, condition, path);
  const aborting = conditions[always.length];
  if (aborting === undefined) {
    follow?.();
    return;
  }
  const { writer } = target;
  writer.open([ifAll([aborting.wrong]), " {"]);
  addIssue(target, aborting, path);
  writer.reopen("} else {");
  writeIssues(target, conditions.slice(always.length + 1), path, follow);
  writer.close();
}

export function addIssue(target: IssueTarget, issue: Omit<Condition, "wrong">, path: Path): void {
  target.writer.line(issueCall(target, issue, path));
}

/** The statement that adds an issue. */
export function issueCall(
  { scope }: IssueTarget,
  { code, message, abort }: Omit<Condition, "wrong">,
  path: Path,
): Doc {
  const args = ["issues", stringText(code), pathDoc(path), stringText(message)];
  return list(`${scope.use("addIssue")}(`, abort === true ? [...args, "true"] : args, ");");
}

/** The conditions of a string's checks, in the author's order, up to the first that changes it. */
export function stringConditions(
  type: StringType,
  input: string,
  path: Path,
  scope: Scope,
): readonly Condition[] {
  return type.checks.flatMap((check) => conditionsOf(check, input, path, scope));
}

export function conditionsOf(
  check: StringCheck,
  input: string,
  path: Path,
  scope: Scope,
): readonly Condition[] {
  const conditions = withoutAbort(check, input, path, scope);
  return check.abort === true ? aborting(conditions) : conditions;
}

/** A text is too short or too long, but never both, so each of the two aborts. */
function aborting(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.map((condition) => ({ ...condition, abort: true }));
}

function withoutAbort(
  check: StringCheck,
  input: string,
  path: Path,
  scope: Scope,
): readonly Condition[] {
  switch (check.check) {
    case "min_length":
      return [tooShort(input, check.length, "at least ", scope)];
    case "max_length":
      return [tooLong(input, check.length, "at most ", scope)];
    case "length_equals":
      return [tooShort(input, check.length, "", scope), tooLong(input, check.length, "", scope)];
    case "includes": {
      const { position } = check;
      const args = [stringText(check.text), ...(position === undefined ? [] : [String(position)])];
      const words = position === undefined ? "contains" : `contains, from index ${position} on,`;
      return [formatCondition(`!${input}.includes(${args.join(", ")})`, words, check)];
    }
    case "starts_with":
      return [
        formatCondition(`!${input}.startsWith(${stringText(check.text)})`, "starts with", check),
      ];
    case "ends_with":
      return [formatCondition(`!${input}.endsWith(${stringText(check.text)})`, "ends with", check)];
    case "string_format":
      return [matching(check, input, path, scope)];
    case "url":
    case "overwrite":
      return [];
  }
}

function matching(
  check: PatternCheck | CodeCheck,
  input: string,
  path: Path,
  scope: Scope,
): Condition {
  const code = "invalid_format";
  const valid = CASES[check.format] ?? `not a valid ${check.format.replaceAll("_", " ")}`;
  if (!("pattern" in check)) {
    const args = check.algorithm === undefined ? "" : `, ${stringText(check.algorithm)}`;
    const wrong = `!${scope.use(FORMAT_FUNCTIONS[check.format])}(${input}${args})`;
    return { wrong, code, message: valid };
  }
  const { format, pattern, flags } = check;
  const isRegex = format === "regex";
  const name = scope.pattern(isRegex ? `${nameOf(path)} pattern` : format, pattern, flags);
  const message = isRegex ? `expected a text like /${pattern}/${flags}` : valid;
  return { wrong: `!${name}.test(${input})`, code, message };
}

/** Of formats whose names are no nouns. */
const CASES: Readonly<Record<string, string>> = {
  lowercase: "expected a text in lower case",
  uppercase: "expected a text in upper case",
};

const FORMAT_FUNCTIONS = {
  ipv6: "isIpv6",
  cidrv6: "isCidrv6",
  base64: "isBase64",
  base64url: "isBase64Url",
  jwt: "isJwt",
  credit_card: "isCreditCard",
  iban: "isIban",
} as const;

function tooShort(input: string, length: number, bound: string, scope: Scope): Condition {
  return {
    wrong: length === 1 ? `${input} === ""` : `${scope.use("isShorterThan")}(${input}, ${length})`,
    code: "too_small",
    message: `expected ${bound}${counted(length, "character")}`,
  };
}

function tooLong(input: string, length: number, bound: string, scope: Scope): Condition {
  return {
    wrong: `${scope.use("isLongerThan")}(${input}, ${length})`,
    code: "too_big",
    message: `expected ${bound}${counted(length, "character")}`,
  };
}

function formatCondition(wrong: string, words: string, { text }: { text: string }): Condition {
  const message = `expected a text that ${words} ${stringText(text)}`;
  return { wrong, code: "invalid_format", message };
}

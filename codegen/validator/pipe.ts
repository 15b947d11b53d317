import type { StoredCodec } from "../../schema/stored-codec.ts";
import type { PipeType, TypeModel } from "../../schema/type/model.ts";
import { type Condition, stringConditions, writeIssues } from "./conditions.ts";
import { bigIntConditions, dateConditions } from "./date.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { writeIf } from "./if.ts";
import type { Subject } from "./subject.ts";

/** One type after the other: the second sees the result of the first and of a codec between them. */
export function checkPipe(
  fn: FunctionWriter,
  type: PipeType,
  { target, ...subject }: Subject,
): string {
  const { writer } = fn;
  const isEncoder = fn.validator.direction === "encode";
  const [first, second] = isEncoder ? [type.out, type.in] : [type.in, type.out];
  const before = fn.issuesBefore();
  const checked = fn.check(first, subject);
  const output = target ?? fn.outputOf(subject);
  writer.line(`${target === undefined ? `let ${output}: unknown` : output} = ${checked};`);
  const passes =
    type.codec === undefined
      ? `${fn.scope.use("passesOn")}(issues, ${before})`
      : `issues.length === ${before}`;
  // As in zod, a union then does not treat the value as one of this type with wrong contents.
  const aborts = fn.isOption && subject.path.length === 0;
  const follow = follower(fn, type, second, checked, subject);
  if ("expression" in follow && !aborts) {
    writeIf(writer, [passes], `${output} = ${follow.expression};`);
    return output;
  }
  fn.open(`if (${passes}) {`);
  writer.line(`${output} = ${"expression" in follow ? follow.expression : follow.write()};`);
  if (aborts) {
    fn.reopen("} else {");
    writer.line(fn.call("abort", ["issues", before]));
  }
  fn.close();
  return output;
}

/** What comes after the first type: one expression, or statements that end in one. */
function follower(
  fn: FunctionWriter,
  { codec }: PipeType,
  second: TypeModel,
  checked: string,
  { input, path }: Subject,
): { readonly expression: string } | { write(): string } {
  const at = { path, guards: [] };
  if (codec === undefined) return { write: () => fn.check(second, { ...at, input: checked }) };
  const isEncoder = fn.validator.direction === "encode";
  const expression = conversion(codec, isEncoder, checked);
  if (knownConditions(fn, second, "", at)?.length === 0) return { expression };
  return {
    write() {
      const made = fn.local(`${input}${isEncoder ? "Text" : codec === "date" ? "Date" : "Number"}`);
      fn.writer.line(`const ${made} = ${expression};`);
      const conditions = knownConditions(fn, second, made, at);
      if (conditions === undefined) return fn.check(second, { ...at, input: made });
      writeIssues(fn, conditions, path);
      return made;
    },
  };
}

function conversion(codec: StoredCodec, isEncoder: boolean, checked: string): string {
  if (codec === "date") {
    return isEncoder ? `(${checked} as Date).toISOString()` : `new Date(${checked} as string)`;
  }
  return isEncoder ? `String(${checked})` : `BigInt(${checked} as string)`;
}

/** The remaining checks of a codec's result, which already has the right type. */
function knownConditions(
  { scope }: FunctionWriter,
  type: TypeModel,
  made: string,
  { path }: Pick<Subject, "path">,
): readonly Condition[] | undefined {
  switch (type.kind) {
    case "date":
      return dateConditions(type, made);
    case "bigint":
      return bigIntConditions(type, made);
    case "string":
      return stringConditions(type, made, path, scope);
    default:
      return undefined;
  }
}

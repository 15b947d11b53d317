import { pascalCase } from "change-case";
import type { TypeModel, UnionType } from "../../schema/type/model.ts";
import { type Doc, list } from "../text/doc.ts";
import { literalText, stringText } from "../text/literal.ts";
import { changes } from "./changes.ts";
import { type TaggedOption, tagsOf } from "./discriminator.ts";
import type { FunctionWriter } from "./function-writer.ts";
import { assign, guarded } from "./guards.ts";
import { writeIf } from "./if.ts";
import { isPlain, wrongConditions } from "./plain.ts";
import { call, recursiveFunction } from "./recursive.ts";
import { ifAny, pathDoc, type Subject } from "./subject.ts";
import { isUnchecked } from "./unchecked.ts";

export function checkUnion(fn: FunctionWriter, type: UnionType, subject: Subject): string {
  const { input, path, guards } = subject;
  const [only, ...others] = type.options;
  if (only !== undefined && others.length === 0 && type.discriminator === undefined) {
    return fn.check(only, subject);
  }
  const plain = type.options.filter(isPlain);
  if (plain.length === type.options.length) {
    const wrong = plain.flatMap((option) => wrongConditions(fn, option, subject));
    const reject = fn.call("noMatch", ["issues", pathDoc(path), input]);
    writeIf(fn.writer, [...guards, ...new Set(wrong)], reject);
    return input;
  }
  if (isUnchecked(type)) return input;
  const tagged = tagsOf(type, fn.validator.recursive);
  return guarded(fn, subject, tagged !== undefined || changes(type), (at) =>
    tagged === undefined || type.discriminator === undefined
      ? firstMatch(fn, type, at)
      : byTag(fn, type.discriminator, tagged, at),
  );
}

function firstMatch(fn: FunctionWriter, type: UnionType, subject: Subject): string {
  const { input, path } = subject;
  const functions = type.options.map((option) =>
    optionFunction(fn, subject, pascalCase(nameOfOption(option)), option),
  );
  const args = [input, "issues", pathDoc(path), list("[", functions, "]")];
  const statement = fn.call("firstMatch", args);
  if (changes(type)) return assign(fn, subject, statement);
  fn.writer.line(statement);
  return input;
}

function nameOfOption(option: TypeModel): string {
  if (option.kind === "pipe") return option.codec ?? option.kind;
  return "inner" in option ? nameOfOption(option.inner) : option.kind;
}

/** The function for one of several types that a value may have. */
export function optionFunction(
  fn: FunctionWriter,
  { path }: Subject,
  option: string,
  type: TypeModel,
): string {
  if (type.kind === "recursive" || type.kind === "ref") return recursiveFunction(fn, type);
  const steps = path.flatMap((step) => ("property" in step ? [pascalCase(step.property)] : []));
  return fn.validator.functionFor(`${fn.name}${steps.join("")}${option}`, type);
}

/** The value of one property selects the option. */
function byTag(
  fn: FunctionWriter,
  discriminator: string,
  options: readonly TaggedOption[],
  subject: Subject,
): string {
  const { writer } = fn;
  const { input, path } = subject;
  const output = subject.target ?? fn.outputOf(subject);
  if (subject.target === undefined) writer.line(`let ${output}: unknown;`);
  fn.open(`if (!${fn.scope.use("isRecord")}(${input})) {`);
  writer.line(fn.wrongType(path, "an object", input));
  for (const { tags: all, type } of options) {
    const isEncoder = fn.validator.direction === "encode";
    const tags = isEncoder ? all.filter((tag) => tag !== undefined) : all;
    if (tags.length === 0) continue;
    const is = tags.map((tag) => `${input}[${stringText(discriminator)}] === ${literalText(tag)}`);
    fn.reopen(["} else ", ifAny(is), " {"]);
    const name = optionFunction(fn, subject, pascalCase(String(tags[0])), type);
    call(fn, name, { ...subject, target: output });
  }
  fn.reopen("} else {");
  if (fn.validator.direction === "encode") {
    // As in zod, a codec may have changed the tag.
    const functions = options.map(({ type, tags }) =>
      optionFunction(fn, subject, pascalCase(String(tags[0])), type),
    );
    const args = [input, "issues", pathDoc(path), list("[", functions, "]")];
    writer.line([`${output} = `, fn.call("firstMatch", args)]);
    fn.close();
    return output;
  }
  const allowed: Doc = list("[", options.flatMap(({ tags }) => tags).map(literalText), "]");
  const at = pathDoc([...path, { property: discriminator }]);
  writer.line(fn.call("wrongTag", ["issues", at, allowed]));
  fn.close();
  return output;
}

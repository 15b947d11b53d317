import { escapeRegExp } from "../../schema/key-pattern.ts";
import type { ServeModel } from "../../schema/model.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { beside } from "../text/doc.ts";
import { stringText } from "../text/literal.ts";
import { writeIf } from "../validator/if.ts";

/** Writes what the runtime must know to answer requests with the files of a collection. */
export function writeServeSpec(
  writer: CodeWriter,
  { mount, cleanUrls, singlePageApp, notFound, cacheControl, precompress }: ServeModel,
  scope: Scope,
): void {
  writer.line(`mount: ${stringText(mount)},`);
  if (cleanUrls === true) writer.line(`${scope.use("cleanUrls")},`);
  if (singlePageApp !== undefined)
    writer.line(`answerOther: ${scope.use("singlePageApp")}(${stringText(singlePageApp)}),`);
  if (notFound !== undefined) writer.line(`notFound: ${stringText(notFound)},`);
  if (precompress.length > 0)
    writer.line(
      `compressed: ${scope.use("compressedForms")}(${precompress.map(stringText).join(", ")}),`,
    );
  const [first, ...others] = cacheControl;
  if (first !== undefined && others.length === 0) {
    writer.line([beside("cacheControl: () =>", stringText(first.value)), ","]);
    return;
  }
  writer.open("cacheControl(path) {");
  for (const { files, value } of cacheControl) {
    const conditions = conditionsOf(files);
    const statement = `return ${stringText(value)};`;
    if (conditions.length === 0) writer.line(statement);
    else writeIf(writer, conditions, statement);
  }
  writer.close("},");
}

/** The conditions on a path that a pattern stands for: none for `*`. */
function conditionsOf(pattern: string): readonly string[] {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return [`path === ${stringText(start)}`];
  if (start !== "" && end !== "") {
    // As two conditions, the start and the end could overlap.
    return [`/^${escapeRegExp(start)}.*${escapeRegExp(end)}$/s.test(path)`];
  }
  if (start !== "") return [`path.startsWith(${stringText(start)})`];
  return end === "" ? [] : [`path.endsWith(${stringText(end)})`];
}

import type { KeyModel, ParamModel } from "../key-model.ts";
import { isRest, type ParamSchema, type ParamSchemas, schemaOf } from "../param.ts";
import type { DefinitionProblem } from "../problem.ts";
import type { KeySegment } from "../template.ts";
import { parseTemplate } from "../template.ts";
import { checkParam } from "./options.ts";
import { compileParam } from "./param.ts";

/**
 * Compiles a key template and its parameters.
 *
 * @param problems receives what is wrong, with paths from the collection.
 * @returns nothing if the template or a parameter cannot be compiled: its keys are then unknown.
 */
export function compileKey(
  template: string,
  schemas: ParamSchemas,
  separator: string,
  problems: DefinitionProblem[],
): KeyModel | undefined {
  const segments = parseTemplate(template);
  if ("message" in segments) {
    problems.push({ rule: "template-syntax", path: ["key"], ...segments });
    return undefined;
  }
  const names = segments.flatMap((segment) => ("param" in segment ? [segment.param] : []));
  for (const name of Object.keys(schemas).filter((name) => !names.includes(name))) {
    problems.push({
      rule: "param-unknown",
      path: ["params", name],
      at: "name",
      message: `the key template has no parameter \`{${name}}\``,
      help: names.length === 0 ? "Remove it." : `The template has: ${names.join(", ")}.`,
    });
  }
  const params: ParamModel[] = [];
  for (const [index, segment] of segments.entries()) {
    if (!("param" in segment)) continue;
    const name = segment.param;
    const path = ["params", name];
    const schema = schemaOf(name, schemas);
    if (!checkParam(name, schema, path, problems)) continue;
    if (isRest(schema) && index < segments.length - 1) {
      problems.push({
        rule: "param-not-supported",
        path,
        message: `\`{${name}}\` is not the rest of the key: there is text after it`,
        help: "Write its type without `param.rest`, or move it to the end of the template.",
      });
      continue;
    }
    const param = compileParam(name, schema, specialOf(schema, segments, index, separator));
    if ("message" in param) {
      const { message, help } = param;
      problems.push({ rule: "param-not-supported", path, message, help });
    } else params.push(param);
  }
  return params.length < names.length ? undefined : { template, segments, params };
}

/** The characters that a parameter's text must not contain unencoded; none for the rest of a key. */
export function specialOf(
  schema: ParamSchema | undefined,
  segments: readonly KeySegment[],
  index: number,
  separator: string,
): string {
  const next = segments[index + 1];
  if (isRest(schema) && next === undefined) return "";
  const stop = next !== undefined && "literal" in next ? (next.literal[0] ?? "") : "";
  return [...new Set(`%${separator}${stop}`)].join("");
}

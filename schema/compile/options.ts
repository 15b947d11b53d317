import { inspect } from "node:util";
import { isRecord, typeName } from "../../src/runtime/issue.ts";
import { nearMiss } from "../near-miss.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import { isZodType } from "./kinds.ts";
import {
  CUSTOM_PARAM,
  type Option,
  type OptionTable,
  REST_PARAM,
  UNPADDED_PARAM,
} from "./option-tables.ts";

/**
 * Checks options against their declared types, which a schema in JavaScript, or one with an `any`, may
 * violate. Adds a problem for each option that is missing, unknown, or of the wrong type.
 *
 * @returns whether the options can be compiled.
 */
export function checkOptions(
  options: unknown,
  { owner, options: table }: OptionTable,
  path: Path,
  problems: DefinitionProblem[],
): boolean {
  const add = (problem: Pick<DefinitionProblem, "path" | "at" | "message" | "help">) =>
    problems.push({ rule: "definition-invalid", ...problem });
  const help = () => `Its options are: ${Object.keys(table).join(", ")}.`;
  if (!isRecord(options)) {
    const message = `${owner} must be an object of options, but is ${typeName(options)}`;
    add({ path, message, help: help() });
    return false;
  }
  let sound = true;
  for (const name in table) {
    const { expected, example, required, accepts } = table[name] as Option;
    const value = options[name];
    if (value === undefined ? !required : accepts(value)) continue;
    sound = false;
    if (value === undefined) problems.push(missingOption({ owner, options: table }, name, path));
    else {
      const help = exampleHelp(name, example, value);
      const message = `\`${name}\` must be ${expected}, but is ${describe(value)}`;
      add({ path: [...path, name], message, help });
    }
  }
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(table, name)) continue;
    const message = `${owner} has no option \`${name}\``;
    const meant = nearMiss(name, Object.keys(table));
    const question = meant === undefined ? "" : `Did you mean \`${meant}\`? `;
    add({ path: [...path, name], at: "name", message, help: question + help() });
  }
  return sound;
}

/** The problem of a missing option. */
export function missingOption(
  { owner, options }: OptionTable,
  name: string,
  path: Path,
): DefinitionProblem {
  const message = `${owner} needs the option \`${name}\``;
  const help = `Write it like this: \`${name}: ${options[name]?.example}\`.`;
  return { rule: "definition-invalid", path, message, help };
}

/** The same for a parameter's schema. */
export function checkParam(
  name: string,
  schema: unknown,
  path: Path,
  problems: DefinitionProblem[],
): boolean {
  if (isRecord(schema) && "codec" in schema) {
    if (schema["codec"] === "rest") return checkOptions(schema, REST_PARAM, path, problems);
    const table = schema["codec"] === "unpadded" ? UNPADDED_PARAM : CUSTOM_PARAM;
    return checkOptions(schema, table, path, problems);
  }
  if (schema === undefined || isZodType(schema)) return true;
  problems.push({
    rule: "definition-invalid",
    path,
    message: `the parameter \`{${name}}\` must be a zod 4 type, \`param.rest\`, \`param.unpadded\` or \`param.custom\`, but is ${describe(schema)}`,
    help: exampleHelp(name, "z.uuid()", schema),
  });
  return false;
}

function exampleHelp(name: string, example: string, value: unknown): string {
  return isZod3(value)
    ? 'Import `z` from `"zod"`, version 4.1 or newer; `"zod/v3"` and older versions make other types.'
    : `Write it like this: \`${name}: ${example}\`.`;
}

/** The most characters that a message shows of a value. */
const MAX_SHOWN = 80;

function describe(value: unknown): string {
  // zod 3 uses the same names: "an object" would puzzle its user.
  if (isZod3(value)) return "a zod 3 type";
  if (typeof value === "string") return JSON.stringify(value);
  if (!isRecord(value) && !Array.isArray(value)) return typeName(value);
  // "must be an object with …, but is an object" would not say what is wrong with it.
  const shown = inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  return `\`${shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown}\``;
}

function isZod3(value: unknown): boolean {
  return isRecord(value) && "_def" in value && !("_zod" in value);
}

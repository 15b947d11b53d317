import {
  camelCase,
  constantCase,
  kebabCase,
  type Options,
  pascalCase,
  snakeCase,
} from "change-case";
import type { NameCase } from "../../schema/model.ts";

const CONVERTERS: Readonly<Record<NameCase, (name: string, options: Options) => string>> = {
  camelCase,
  "kebab-case": kebabCase,
  snake_case: snakeCase,
  PascalCase: pascalCase,
  CONSTANT_CASE: constantCase,
};

export const NAME_CASES = Object.keys(CONVERTERS) as readonly NameCase[];

/** Writes a name in a case. A name that it returns unchanged is already in that case. */
export function toCase(name: string, nameCase: NameCase): string {
  // Without the machine's locale: in Turkish, the lower case of `I` is another letter.
  return CONVERTERS[nameCase](name, { locale: false });
}

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

/** Writes a name in a case. A name that it gives back unchanged is in that case already. */
export function toCase(name: string, nameCase: NameCase): string {
  // Without the machine's locale: in Turkish, `I` in lower case is another letter.
  return CONVERTERS[nameCase](name, { locale: false });
}

import { IDENTIFIER } from "./identifier.ts";
import type { Fault } from "./problem.ts";

/** The names of the parameters in a key template: `"userId" | "device"` for `session:{userId}:{device}`. */
export type ParamName<Template extends string> = string extends Template
  ? string
  : Template extends `${string}{${infer Name}}${infer Rest}`
    ? Name | ParamName<Rest>
    : never;

export type KeySegment = { readonly literal: string } | { readonly param: string };

/**
 * Parses a key template into literal text and parameters.
 *
 * The text between two parameters, and after one, starts with punctuation: a parameter's own text never
 * contains that character, so a key can be read in only one way.
 *
 * @param nameOf the parameter's name for the text between braces; nothing if that is not a name.
 */
export function parseTemplate(
  template: string,
  nameOf: (param: string) => string | undefined = plainName,
): readonly KeySegment[] | Fault {
  const segments: KeySegment[] = [];
  const names = new Set<string>();
  for (const part of template.split(/(\{[^{}]*\})/).filter((text) => text !== "")) {
    const previous = segments.at(-1);
    const afterParam = previous !== undefined && "param" in previous;
    if (part.startsWith("{") && part.endsWith("}")) {
      const param = nameOf(part.slice(1, -1));
      if (param === undefined) {
        return {
          message: `\`${part}\` in the key template is not a parameter name`,
          help: "Name the parameter like a variable: `{userId}`.",
        };
      }
      if (names.has(param)) {
        return {
          message: `the key template has the parameter \`{${param}}\` twice`,
          help: "Give each parameter a name of its own.",
        };
      }
      if (afterParam) {
        return {
          message: `the parameters \`{${previous.param}}\` and \`{${param}}\` touch, so nobody can tell where one ends`,
          help: `Put a separator between them: \`{${previous.param}}:{${param}}\`.`,
        };
      }
      names.add(param);
      segments.push({ param });
    } else if (/[{}]/.test(part)) {
      return {
        message: `a brace in the key template \`${template}\` is unmatched`,
        help: "Write parameters as `{name}`; a key's literal text cannot contain braces.",
      };
    } else if (!part.isWellFormed()) {
      return {
        message: "the key template contains half of a surrogate pair, which UTF-8 cannot encode",
        help: "Remove the broken character.",
      };
    } else if (afterParam && !/^[!-$&-/:-@[-`|~]/.test(part)) {
      return {
        message: `the text after \`{${previous.param}}\` starts with \`${[...part][0]}\`, which the parameter's own text may contain`,
        help: "Start it with ASCII punctuation other than `%`, such as `:`, `/` or `-`.",
      };
    } else {
      segments.push({ literal: part });
    }
  }
  return segments;
}

/** The name of a parameter that is written as a plain name. */
export function plainName(param: string): string | undefined {
  // An object literal with `__proto__` has another prototype, and no such property.
  return IDENTIFIER.test(param) && param !== "__proto__" ? param : undefined;
}

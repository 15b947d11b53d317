import type { MethodName } from "../method-names.ts";
import { whyNot } from "../methods.ts";
import type { CollectionModel } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";

/** The option for the methods of an accessor. */
interface MethodsOption {
  readonly methods?: readonly MethodName[];
}

/** The chosen methods, as the model has them; nothing if the accessor has all. */
export function methodsOf({ methods }: MethodsOption): Pick<CollectionModel, "methods"> {
  return methods === undefined ? {} : { methods: [...new Set(methods)].sort() };
}

/** Reports the chosen methods that the collection cannot have. */
export function checkMethods(
  { methods = [] }: MethodsOption,
  collection: CollectionModel,
  problems: DefinitionProblem[],
): void {
  for (const [index, method] of methods.entries()) {
    const reason = whyNot(method, collection);
    if (reason === undefined) continue;
    problems.push({
      rule: "definition-invalid",
      path: ["methods", index],
      message: `the collection cannot have the method \`${method}\`: ${reason}`,
      help: "Remove it from `methods`.",
    });
  }
}

import type { Node, ParamPattern } from "oxc-parser";
import { isClass } from "./class.ts";
import { ownCallsIn } from "./flow/own-calls.ts";
import { isFunction } from "./function.ts";
import type { SourceFile } from "./source-file.ts";
import { unwrap } from "./unwrap.ts";

/** The arguments that the calls in a file pass for a parameter of one of its functions. */
interface GivenArguments {
  readonly nodes: readonly Node[];
  /** Whether other modules may call the function as well. */
  readonly isExported: boolean;
}

/** The arguments for a parameter in the calls of its own file: of a function, or of a class by `new`. */
export function argumentsGiven(parameter: ParamPattern, file: SourceFile): GivenArguments {
  const { parents, tree, scopes } = file;
  const around = [...parents.around(parameter)];
  const called = around.find(isFunction);
  const index = called?.params.indexOf(parameter) ?? -1;
  if (called === undefined || index === -1) return { nodes: [], isExported: false };
  const method = parents.of(called);
  const outer =
    method?.type === "MethodDefinition" && method.kind === "constructor"
      ? around.find(isClass)
      : undefined;
  const calls =
    outer === undefined
      ? [...ownCallsIn(file)].filter(([, own]) => own === called).map(([call]) => call)
      : tree.ofType("NewExpression").filter(({ callee }) => {
          const declaration = scopes.of(unwrap(callee));
          return declaration?.kind === "value" && unwrap(declaration.init) === outer;
        });
  return {
    nodes: calls.flatMap((call) => call.arguments[index] ?? []),
    isExported: parents.isExported(parameter),
  };
}

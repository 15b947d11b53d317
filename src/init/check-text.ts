import { z } from "zod";
import { runChecks } from "../../schema/checks/index.ts";
import { compileModel } from "../../schema/compile/model.ts";
import type { KvDefinition } from "../../schema/define.ts";
import * as language from "../../schema/index.ts";
import type { DefinitionProblem } from "../../schema/problem.ts";

/**
 * The problems that the definition checks find in the text of a schema that is not on disk yet. The project
 * may lack the packages that it imports, so it runs with Keyloom's own.
 */
export async function problemsOf(text: string): Promise<readonly DefinitionProblem[]> {
  const body = text
    .replace(/^import \{[^}]*\} from "[^"]*";$/gm, "")
    .replace(/^export default /m, "return ");
  const scope = { ...language, z };
  const run = new Function(...Object.keys(scope), body);
  const { options } = run(...Object.values(scope)) as KvDefinition;
  const problems: DefinitionProblem[] = [];
  const model = compileModel(options, problems);
  return [...problems, ...(await runChecks(model))];
}

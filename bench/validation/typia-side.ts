import { fileURLToPath } from "node:url";
import ts from "typescript";
import { transform } from "typia/lib/transform.js";

const TYPE = fileURLToPath(new URL("typia-type.ts", import.meta.url));

/** The code that typia's compiler makes from its form of the type. */
export function typiaSide(): string {
  const program = ts.createProgram([TYPE], {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    skipLibCheck: true,
  });
  const problems: string[] = [];
  const addDiagnostic = ({ messageText }: ts.Diagnostic) =>
    problems.push(ts.flattenDiagnosticMessageText(messageText, "\n"));
  let code = "";
  program.emit(
    program.getSourceFile(TYPE),
    (_file, text) => {
      code = text;
    },
    undefined,
    false,
    { before: [transform(program, {}, { addDiagnostic })] },
  );
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return code;
}

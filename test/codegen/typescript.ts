import { join, relative } from "node:path";
import ts from "typescript";
import older from "typescript-5.9";
import { REPO } from "../project.ts";

/** The compilers under which schemas, generated files and Workers have to compile, by their versions. */
export const COMPILERS = [
  ["6", ts],
  ["5.9", older as unknown as typeof ts],
] as const;

/** As strict as a team may well be. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  lib: ["lib.es2024.d.ts"],
  types: ["@cloudflare/workers-types"],
  customConditions: ["@keyloom/source"],
};

/**
 * Compiles files, some of which may be in memory only.
 *
 * @param texts texts of files by their paths.
 * @returns the errors, each with its place.
 */
export function compileErrors(
  compiler: typeof ts,
  files: readonly string[],
  texts: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  const options = {
    ...OPTIONS,
    target: compiler.ScriptTarget.ES2024,
    module: compiler.ModuleKind.NodeNext,
    moduleResolution: compiler.ModuleResolutionKind.NodeNext,
  };
  const host = compiler.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  const program = compiler.createProgram([...files, ...texts.keys()], options, host);
  return compiler.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    const text = compiler.flattenDiagnosticMessageText(messageText, "\n");
    return `${relative(REPO, file?.fileName ?? "")}:${line} ${text}`;
  });
}

/** A path in this repo, from which `keyloom` can be imported, for a file in memory. */
export function inMemory(name: string): string {
  return join(REPO, "test", "codegen", name);
}

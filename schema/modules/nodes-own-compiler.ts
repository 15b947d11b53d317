import { createRequire } from "node:module";

/** The extensions of TypeScript files. Node itself has no entry for them: it strips types where it reads `.js`. */
const TYPESCRIPT = [".ts", ".cts", ".mts"] as const;

const { extensions } = createRequire(import.meta.url);

/**
 * Requires TypeScript as Node itself compiles it. The program that Keyloom is loaded into may have something else
 * that compiles it, such as the ts-node of Pulumi's TypeScript programs, which checks types with the program's
 * options and compiles to CommonJS.
 *
 * @param work must be synchronous, so that nobody else requires anything in the meantime.
 */
export function withNodesOwnCompiler<Result>(work: () => Result): Result {
  const others = TYPESCRIPT.map((extension) => [extension, extensions[extension]] as const);
  for (const extension of TYPESCRIPT) delete extensions[extension];
  try {
    return work();
  } finally {
    for (const [extension, compile] of others) {
      if (compile !== undefined) extensions[extension] = compile;
    }
  }
}

/**
 * Whether something else compiles JavaScript too, as ts-node does with `allowJs`. It keeps Node's own entry for
 * itself, so that only an import goes around it.
 */
export function isJavaScriptCompiledOtherwise(): boolean {
  // One function makes all entries of a compiler.
  return TYPESCRIPT.some(
    (extension) => String(extensions[extension]) === String(extensions[".js"]),
  );
}

import { join } from "node:path";
import ts from "typescript";
import { REPO } from "../project.ts";

/** What an editor underlines, and what it says there. */
interface Finding {
  /** The text that is underlined. */
  readonly at: string;
  readonly message: string;
  /** What it says besides, of other places. */
  readonly hints: readonly string[];
}

/** An editor with a Worker's file open, beside a generated file. */
export interface Editor {
  /** What is wrong with a piece of the Worker's code. */
  errorsIn(code: string): readonly Finding[];
  /** What is shown over the last occurrence of a word in a piece of the Worker's code. */
  hover(code: string, word: string): string;
  /** The documentation that is shown below that. */
  documentation(code: string, word: string): string;
  /** What is offered behind the dot at the end of a piece of the Worker's code. */
  members(code: string): readonly string[];
}

const SHOP = join(REPO, "test", "fixtures", "shop");

const HEAD = `import { type Env, keyloom } from "./kv.gen.ts";
declare const env: Env;
const kv = keyloom(env);
`;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  lib: ["lib.es2024.d.ts"],
  types: ["@cloudflare/workers-types"],
  customConditions: ["@keyloom/source"],
};

/**
 * Opens the editor: TypeScript's language service, which is what editors ask.
 *
 * @param folder where the generated file `kv.gen.ts` is.
 */
export function openEditor(folder = SHOP): Editor {
  const worker = join(folder, "in-memory.ts");
  let text = "";
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [worker],
    getScriptVersion: (file) => (file === worker ? String(version) : "0"),
    getScriptSnapshot(file) {
      const content = file === worker ? text : ts.sys.readFile(file);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => REPO,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });

  function write(code: string): void {
    text = `${HEAD}${code}\nexport {};\n`;
    version++;
  }

  return {
    errorsIn(code) {
      write(code);
      const found = [
        ...service.getSyntacticDiagnostics(worker),
        ...service.getSemanticDiagnostics(worker),
      ];
      return found.map(({ start = 0, length = 0, messageText, relatedInformation = [] }) => ({
        at: text.slice(start, start + length),
        message: ts.flattenDiagnosticMessageText(messageText, "\n"),
        hints: relatedInformation.map(({ messageText }) =>
          ts.flattenDiagnosticMessageText(messageText, "\n"),
        ),
      }));
    },
    hover(code, word) {
      write(code);
      const info = service.getQuickInfoAtPosition(worker, text.lastIndexOf(word));
      return ts.displayPartsToString(info?.displayParts);
    },
    documentation(code, word) {
      write(code);
      const info = service.getQuickInfoAtPosition(worker, text.lastIndexOf(word));
      return ts.displayPartsToString(info?.documentation);
    },
    members(code) {
      write(code);
      const at = HEAD.length + code.length;
      const offered = service.getCompletionsAtPosition(worker, at, {});
      return offered?.entries.map(({ name }) => name) ?? [];
    },
  };
}

import { createRequire } from "node:module";
import { sep } from "node:path";
import type { Node } from "oxc-parser";
import type * as TsMorph from "ts-morph";
import type { ts as TypeScript } from "ts-morph";
import { KV_TYPE } from "../source/kv-type.ts";
import type { SourceFile } from "../source/source-file.ts";

const PACKAGES = `${sep}node_modules${sep}`;

/**
 * Asks the TypeScript checker what is KV, if syntax alone does not decide. The program is read once, on
 * the first question: this takes longer than the rest of a run.
 */
export class KvTypes {
  readonly #root: string;
  readonly #sources: readonly string[];
  #loaded: Loaded | undefined;

  /**
   * @param root the folder whose `tsconfig.json` counts, or the nearest above.
   * @param sources the source files that are linted.
   */
  constructor(root: string, sources: readonly string[]) {
    this.#root = root;
    this.#sources = sources;
  }

  /** Whether an expression has the type `KVNamespace`; only if its file on the disk is as it was parsed. */
  isKv(expression: Node, { path, text }: SourceFile): boolean {
    this.#loaded ??= load(this.#root, this.#sources);
    const { ts, program } = this.#loaded;
    const source = program.getSourceFile(path);
    if (source?.text !== text) return false;
    const node = nodeAt(source, expression, ts);
    if (node === undefined) return false;
    const checker = program.getTypeChecker();
    return isNamespace(checker.getTypeAtLocation(node), checker);
  }

  /** The project's files that an answer may depend on: all of the program. */
  get files(): readonly string[] {
    const sources = this.#loaded?.program.getSourceFiles() ?? [];
    return sources.map(({ fileName }) => fileName).filter((name) => !name.includes(PACKAGES));
  }
}

interface Loaded {
  readonly ts: typeof TypeScript;
  readonly program: TypeScript.Program;
}

function load(root: string, sources: readonly string[]): Loaded {
  // Not imported: a file is checked synchronously, also in an editor, and most runs do not need it.
  const { Project, ts }: typeof TsMorph = createRequire(import.meta.url)("ts-morph");
  const found = ts.findConfigFile(root, ts.sys.fileExists);
  const config =
    found === undefined
      ? { options: {}, fileNames: [] }
      : ts.getParsedCommandLineOfConfigFile(found, undefined, {
          ...ts.sys,
          onUnRecoverableConfigFileDiagnostic: () => {},
        });
  const options: TypeScript.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    ...config?.options,
    allowJs: true,
    noEmit: true,
    skipLibCheck: true,
  };
  // Its project includes the language's own types, which the bare compiler looks for beside itself.
  const project = new Project({ compilerOptions: options });
  for (const path of new Set([...(config?.fileNames ?? []), ...sources])) {
    project.addSourceFileAtPathIfExists(path);
  }
  return { ts, program: project.getProgram().compilerObject };
}

/** The node with a range; the outermost if several have it. */
function nodeAt(
  source: TypeScript.SourceFile,
  { start, end }: Node,
  ts: typeof TypeScript,
): TypeScript.Node | undefined {
  let node: TypeScript.Node | undefined = source;
  while (node !== undefined) {
    if (node.getStart(source) === start && node.getEnd() === end) return node;
    node = ts.forEachChild(node, (child) =>
      child.pos <= start && end <= child.end ? child : undefined,
    );
  }
  return undefined;
}

/** Whether a type is `KVNamespace` unless it is nullish; for a type parameter, its constraint counts. */
function isNamespace(type: TypeScript.Type, checker: TypeScript.TypeChecker): boolean {
  const there = checker.getNonNullableType(type);
  const known = checker.getBaseConstraintOfType(there) ?? there;
  const name = (known.aliasSymbol ?? known.symbol)?.name;
  if (name === KV_TYPE) return true;
  if (known.isUnion()) return known.types.every((part) => isNamespace(part, checker));
  return known.isIntersection() && known.types.some((part) => isNamespace(part, checker));
}

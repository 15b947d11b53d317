import { createRequire } from "node:module";
import { sep } from "node:path";
import type { Node } from "oxc-parser";
import type * as TsMorph from "ts-morph";
import type { ts as TypeScript } from "ts-morph";
import { findSources } from "../source/find-sources.ts";
import { KV_TYPE } from "../source/kv-type.ts";
import type { SourceFile } from "../source/source-file.ts";

const PACKAGES = `${sep}node_modules${sep}`;

/**
 * The TypeScript checker's word on what is KV, for what syntax alone does not decide. The program is read
 * when it is first asked, once: it takes longer than all the rest of a run.
 */
export class KvTypes {
  readonly #root: string;
  #loaded: Loaded | undefined;

  /** @param root the folder whose source files are linted; its `tsconfig.json` counts, or the nearest above. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Whether an expression of a file that is on the disk as it was parsed has the type `KVNamespace`. */
  isKv(expression: Node, { path, text }: SourceFile): boolean {
    this.#loaded ??= load(this.#root);
    const { ts, program } = this.#loaded;
    const source = program.getSourceFile(path);
    if (source?.text !== text) return false;
    const node = nodeAt(source, expression, ts);
    if (node === undefined) return false;
    const checker = program.getTypeChecker();
    return isNamespace(checker.getTypeAtLocation(node), checker);
  }

  /** The project's files that an answer may follow from: all of the program. */
  get files(): readonly string[] {
    const sources = this.#loaded?.program.getSourceFiles() ?? [];
    return sources.map(({ fileName }) => fileName).filter((name) => !name.includes(PACKAGES));
  }
}

interface Loaded {
  readonly ts: typeof TypeScript;
  readonly program: TypeScript.Program;
}

function load(root: string): Loaded {
  // Not imported: a file is checked in one go, also in an editor, and most runs have no use for it.
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
  // Its project brings the types of the language along, which the bare compiler looks for beside itself.
  const project = new Project({ compilerOptions: options });
  for (const path of new Set([...(config?.fileNames ?? []), ...findSources(root)])) {
    project.addSourceFileAtPathIfExists(path);
  }
  return { ts, program: project.getProgram().compilerObject };
}

/** The node of a range; the outermost, where some have it. */
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

/** Whether a type is `KVNamespace` wherever it is something; of a type parameter, its constraint. */
function isNamespace(type: TypeScript.Type, checker: TypeScript.TypeChecker): boolean {
  const there = checker.getNonNullableType(type);
  const known = checker.getBaseConstraintOfType(there) ?? there;
  const name = (known.aliasSymbol ?? known.symbol)?.name;
  if (name === KV_TYPE) return true;
  if (known.isUnion()) return known.types.every((part) => isNamespace(part, checker));
  return known.isIntersection() && known.types.some((part) => isNamespace(part, checker));
}

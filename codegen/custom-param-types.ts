import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Project, SourceFile, Type } from "ts-morph";
import { CannotRunError } from "../schema/cannot-run.ts";
import type { Model } from "../schema/model.ts";
import { exportId } from "./spec/module-export.ts";
import { type CustomCodec, customCodecs } from "./spec/param-codec.ts";
import { specifierOf } from "./specifier.ts";
import type { CustomParamTypes } from "./types/params.ts";

/**
 * Reads the types of custom parameters from their modules: what `encode` accepts. Only the compiler knows
 * them, so ts-morph is loaded, but only for schemas that have such parameters.
 *
 * A type that cannot be named from the generated file is left out.
 *
 * @throws CannotRunError if a module has no such codec.
 */
export async function readCustomParamTypes(
  model: Model,
  schemaFile: string,
): Promise<CustomParamTypes> {
  const codecs = customCodecs(model);
  if (codecs.length === 0) return new Map();
  const folder = dirname(schemaFile);
  const { ts } = await import("ts-morph");
  const format = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseFullyQualifiedType;
  const project = await openProject(folder);
  const output = resolve(folder, model.output);
  const types = new Map<string, string>();
  for (const codec of codecs) {
    const file = resolve(folder, codec.from);
    const source = project.addSourceFileAtPathIfExists(file);
    const text = source && typeOfValue(source, codec)?.getText(undefined, format);
    if (text === undefined) throw noCodec(file, codec);
    project.resolveSourceFileDependencies();
    const named = withoutLastSemicolons(relativeImports(text, output, project));
    if (isNameable(named, codec, output, file, project)) types.set(exportId(codec), named);
  }
  return types;
}

async function openProject(folder: string): Promise<Project> {
  const { ModuleKind, ModuleResolutionKind, Project, ScriptTarget, ts } = await import("ts-morph");
  // The team's own compiler options, if any, resolve their imports as intended.
  const tsConfigFilePath = ts.findConfigFile(folder, ts.sys.fileExists);
  return new Project({
    ...(tsConfigFilePath !== undefined && { tsConfigFilePath }),
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      strict: true,
      target: ScriptTarget.ESNext,
      module: ModuleKind.NodeNext,
      moduleResolution: ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
      allowJs: true,
      noEmit: true,
    },
  });
}

/** The type of what a codec encodes. */
function typeOfValue(source: SourceFile, { name }: CustomCodec): Type | undefined {
  const [declaration] = source.getExportedDeclarations().get(name) ?? [];
  const [signature] =
    declaration
      ?.getType()
      .getProperty("encode")
      ?.getTypeAtLocation(declaration)
      .getCallSignatures() ?? [];
  const [value] = signature?.getParameters() ?? [];
  if (declaration === undefined) return undefined;
  return value?.getTypeAtLocation(declaration);
}

function noCodec(file: string, { from, name }: CustomCodec): CannotRunError {
  if (!existsSync(file)) {
    return new CannotRunError(`there is no module ${from} with the codec \`${name}\``, {
      help: "Fix the path in `param.custom`: it is relative to the schema file.",
    });
  }
  return new CannotRunError(`${from} exports no codec \`${name}\` whose \`encode\` takes a value`, {
    place: { file, line: 1, column: 1 },
    help: `Export an object of type \`CustomParamCodec\` as \`${name}\`.`,
  });
}

/** `import("/home/…/country").Country` becomes `import("./country.ts").Country`. */
function relativeImports(text: string, output: string, project: Project): string {
  return text.replace(/import\("([^"]+)"\)/g, (_, path: string) => {
    const source = project.getSourceFile((file) => withoutExtension(file.getFilePath()) === path);
    return `import("${specifierOf(source?.getFilePath() ?? path, output)}")`;
  });
}

function withoutExtension(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
}

/** `{ cents: number; }` becomes `{ cents: number }`; string literals stay as they are. */
function withoutLastSemicolons(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|; \}/g, (part) => (part === "; }" ? " }" : part));
}

/** Whether the text means the same type in the generated file. */
function isNameable(
  text: string,
  { name }: CustomCodec,
  output: string,
  file: string,
  project: Project,
): boolean {
  // Types of packages have no path that a person would write; `any` means that nothing was found.
  if (text === "any" || /import\("[^"]*\/node_modules\//.test(text)) return false;
  const trial = project.createSourceFile(
    `${output}.trial.ts`,
    `import { ${name} as codec } from "${specifierOf(file, output)}";
type Read = Parameters<typeof codec.encode>[0];
export const isSame: [Read, ${text}] extends [${text}, Read] ? true : false = true;
`,
    { overwrite: true },
  );
  const isSame = trial.getPreEmitDiagnostics().length === 0;
  project.removeSourceFile(trial);
  return isSame;
}

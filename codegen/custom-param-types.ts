import { dirname, relative, resolve } from "node:path";
import { CannotRunError } from "../schema/cannot-run.ts";
import type { Model } from "../schema/model.ts";
import type { CustomParamTypes } from "./collection.ts";

/**
 * Reads the types of custom parameters from their modules: what `encode` takes. Only the compiler
 * knows them, so that ts-morph is loaded, and only for schemas that have such parameters.
 *
 * @throws CannotRunError where a module has no such codec.
 */
export async function readCustomParamTypes(
  model: Model,
  schemaFile: string,
): Promise<CustomParamTypes> {
  const codecs = model.namespaces
    .flatMap(({ collections }) => collections)
    .flatMap(({ key }) => key.params)
    .flatMap(({ codec }) => (codec.kind === "custom" ? [codec] : []));
  const types = new Map<string, string>();
  if (codecs.length === 0) return types;

  const { ModuleKind, ModuleResolutionKind, Project, ScriptTarget, ts } = await import("ts-morph");
  // The team's own compiler options, where there are any, resolve their imports as they mean them.
  const tsConfigFilePath = ts.findConfigFile(dirname(schemaFile), ts.sys.fileExists);
  const project = new Project({
    ...(tsConfigFilePath !== undefined && { tsConfigFilePath }),
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      strict: true,
      target: ScriptTarget.ESNext,
      module: ModuleKind.NodeNext,
      moduleResolution: ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
      noEmit: true,
    },
  });
  const folder = dirname(schemaFile);
  const output = dirname(resolve(folder, model.output));
  for (const { from, name } of codecs) {
    const file = resolve(folder, from);
    const source = project.addSourceFileAtPath(file);
    const [declaration] = source.getExportedDeclarations().get(name) ?? [];
    const value = declaration
      ?.getType()
      .getProperty("encode")
      ?.getTypeAtLocation(declaration)
      .getCallSignatures()[0]
      ?.getParameters()[0];
    if (declaration === undefined || value === undefined) {
      throw new CannotRunError(
        `${from} exports no codec \`${name}\` whose \`encode\` takes a value`,
        {
          place: { file, line: 1, column: 1 },
          help: `Export an object of type \`CustomParamCodec\` as \`${name}\`.`,
        },
      );
    }
    const text = value
      .getTypeAtLocation(declaration)
      .getText(
        undefined,
        ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseFullyQualifiedType,
      );
    types.set(`${from}#${name}`, relativeImports(text, output));
  }
  return types;
}

/** `import("/home/…/country").Country` becomes `import("./country.ts").Country`. */
function relativeImports(text: string, folder: string): string {
  return text.replace(/import\("([^"]+)"\)/g, (_, path: string) => {
    const file = relative(folder, path).replaceAll("\\", "/");
    return `import("${file.startsWith(".") ? file : `./${file}`}.ts")`;
  });
}

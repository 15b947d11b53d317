import { dirname, resolve } from "node:path";
import { placeAt } from "../../schema/source/place-at.ts";
import { withoutMark } from "../../schema/source/utf8.ts";
import { isId } from "../cloudflare/is-id.ts";
import { isRecord } from "../runtime/issue.ts";
import { formatOf, SYNTAXES } from "../wrangler/formats.ts";
import { readNamespaces } from "../wrangler/read-namespaces.ts";
import { readWranglerFile, wranglerFileError } from "../wrangler/wrangler-file.ts";

/** What a wrangler file says about a project and its namespaces. */
export interface WranglerProject {
  /** Absolute path. */
  readonly file: string;
  /** The Worker's name. */
  readonly name: string | undefined;
  /** The folder of its main module, an absolute path; nothing if the file does not name one. */
  readonly mainFolder: string | undefined;
  /** In the order of the file. */
  readonly bindings: readonly WranglerBinding[];
}

/** A namespace by its binding, in all environments. */
export interface WranglerBinding {
  readonly binding: string;
  /** Where it is named first. */
  readonly line: number;
  readonly ids: readonly EnvironmentIds[];
}

/** What `kv_namespaces` of one environment says about a binding. */
export interface EnvironmentIds {
  /** Nothing for the top level. */
  readonly environment: string | undefined;
  /** Nothing if wrangler is to create the namespace. */
  readonly id: string | undefined;
  readonly previewId: string | undefined;
}

/**
 * Reads a wrangler file.
 *
 * @throws CannotRunError with the place, if it cannot be read.
 */
export function readWranglerProject(path: string): WranglerProject {
  const { file, text: read } = readWranglerFile(path);
  const text = withoutMark(read);
  const format = formatOf(file);
  try {
    const { environments } = readNamespaces(text, format);
    const configuration = SYNTAXES[format].read(text);
    const { name, main } = isRecord(configuration) ? configuration : {};
    const bindings = new Map<string, WranglerBinding>();
    for (const { name: environment, entries = [] } of environments) {
      for (const { binding, fields, span } of entries) {
        const idOf = (field: string) => {
          const data = fields.find((each) => each.name === field)?.data;
          return isId(data) ? data : undefined;
        };
        const ids = { environment, id: idOf("id"), previewId: idOf("preview_id") };
        const { line } = placeAt(file, text, span.start);
        const known = bindings.get(binding) ?? { binding, line, ids: [] };
        bindings.set(binding, { ...known, ids: [...known.ids, ids] });
      }
    }
    return {
      file,
      name: typeof name === "string" ? name : undefined,
      mainFolder: typeof main === "string" ? resolve(dirname(file), dirname(main)) : undefined,
      bindings: [...bindings.values()],
    };
  } catch (error) {
    throw wranglerFileError("read", { file, text }, error);
  }
}

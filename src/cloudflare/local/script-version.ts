import { createHash, randomUUID } from "node:crypto";
import type { AssetFiles, Assets } from "./assets.ts";
import { ApiError } from "./envelope.ts";
import type { Namespaces } from "./namespaces.ts";
import type {
  ScriptBinding,
  ScriptMetadata,
  ScriptModule,
  ScriptVersion,
  Upload,
} from "./script.ts";

/** What a version may refer to, because it existed before. */
export interface Known {
  readonly namespaces: Namespaces;
  readonly assets: Assets;
}

/**
 * Turns an upload into a version of a Worker.
 *
 * @param before the previous version, whose secrets and static files it may keep.
 * @throws ApiError 10021 if the main module is not one of the modules, 10042 if a KV binding's namespace does
 * not exist, 10012 if the static files do not.
 */
export function newVersion(
  { metadata, modules }: Upload,
  before: ScriptVersion | undefined,
  known: Known,
): Omit<ScriptVersion, "number"> {
  for (const { type, namespace_id: id = "" } of metadata.bindings ?? []) {
    if (type !== "kv_namespace" || known.namespaces.has(id)) continue;
    const message = `KV namespace '${id}' is not valid. Please verify the namespace_id in your configuration.`;
    throw new ApiError(400, "kvNotValid", message);
  }
  const assets = assetsOf(metadata, before, known);
  const sorted = mainFirst(metadata, modules, assets !== undefined);
  const etag = createHash("sha256");
  for (const { content } of sorted) etag.update(content);
  return {
    id: randomUUID(),
    etag: etag.digest("hex"),
    createdOn: new Date().toISOString(),
    metadata,
    bindings: withKept(metadata, before),
    modules: sorted,
    assets,
  };
}

function assetsOf(
  { assets, keep_assets }: ScriptMetadata,
  before: ScriptVersion | undefined,
  known: Known,
): AssetFiles | undefined {
  if (assets?.jwt !== undefined) return known.assets.filesOf(assets.jwt);
  // A version that says how static files are served, but not which ones, keeps the previous ones.
  return keep_assets === true || assets !== undefined ? before?.assets : undefined;
}

function withKept(
  { bindings = [], keep_bindings: kept = [] }: ScriptMetadata,
  before: ScriptVersion | undefined,
): readonly ScriptBinding[] {
  const names = new Set(bindings.map(({ name }) => name));
  const others = before?.bindings ?? [];
  return [
    ...bindings,
    ...others.filter(({ type, name }) => kept.includes(type) && !names.has(name)),
  ];
}

/** @throws ApiError 10021 */
function mainFirst(
  { main_module, body_part }: ScriptMetadata,
  modules: readonly ScriptModule[],
  hasAssets: boolean,
): readonly ScriptModule[] {
  const main = modules.find(({ name }) => name === main_module);
  if (main !== undefined) return [main, ...modules.filter((module) => module !== main)];
  if (body_part !== undefined) {
    const message =
      "Workers in service-worker syntax are not accepted here: upload an ES module as `main_module`";
    throw new ApiError(400, "noMainModule", message);
  }
  if (hasAssets && main_module === undefined && modules.length === 0) return [];
  throw new ApiError(400, "noMainModule", "No such module: there is no main module");
}

import { createHash, randomUUID } from "node:crypto";
import type { AssetFiles, Assets } from "./assets.ts";
import { ApiError } from "./envelope.ts";
import type { Namespaces } from "./namespaces.ts";
import type { Deployment, Script, ScriptMetadata, ScriptModule, ScriptVersion } from "./script.ts";

/** The account's Workers, for as long as the local Cloudflare runs. */
export class Scripts {
  readonly #namespaces: Namespaces;
  readonly #assets: Assets;
  readonly #byTag = new Map<string, Script>();

  constructor(namespaces: Namespaces, assets: Assets) {
    this.#namespaces = namespaces;
    this.#assets = assets;
  }

  all(): readonly Script[] {
    return [...this.#byTag.values()];
  }

  /**
   * @param id its name, or its tag.
   * @throws ApiError 10007
   */
  get(id: string): Script {
    const script = this.#find(id);
    if (script !== undefined) return script;
    throw new ApiError(404, "workerNotFound", "This Worker does not exist on your account.");
  }

  has(id: string): boolean {
    return this.#find(id) !== undefined;
  }

  /**
   * Gives the version of a Worker that is run: of several, the one with the largest share.
   *
   * @throws ApiError 10007 where the Worker is not there or was never deployed.
   */
  deployed(id: string): ScriptVersion {
    const [deployment] = this.get(id).deployments;
    const [first] = deployment?.versions.toSorted((a, b) => b.percentage - a.percentage) ?? [];
    if (first !== undefined) return first.version;
    throw new ApiError(404, "workerNotFound", "This Worker has not been deployed.");
  }

  /**
   * Makes a Worker without any code.
   *
   * @throws ApiError where there is one of that name.
   */
  create(name: string): Script {
    this.#checkName(name);
    const tag = randomUUID().replaceAll("-", "");
    const createdOn = new Date().toISOString();
    const script: Script = {
      ...{ name, tag, createdOn },
      ...{ versions: [], deployments: [], isOnSubdomain: false },
    };
    this.#byTag.set(tag, script);
    return script;
  }

  /**
   * Takes a new version of a Worker.
   *
   * @throws ApiError 10007 where there is no such Worker, 10021 where the main module is none of the
   * modules, 10042 where a KV binding's namespace is not there, 10012 where the static files are not.
   */
  upload(id: string, metadata: ScriptMetadata, modules: readonly ScriptModule[]): ScriptVersion {
    const script = this.get(id);
    const version = this.check(id, metadata, modules);
    const number = script.versions.length + 1;
    const numbered = { ...version, number };
    this.#set({ ...script, versions: [...script.versions, numbered] });
    return numbered;
  }

  /**
   * Looks at a version of a Worker that need not be there yet.
   *
   * @throws ApiError as {@link upload} does.
   */
  check(
    id: string,
    metadata: ScriptMetadata,
    modules: readonly ScriptModule[],
  ): Omit<ScriptVersion, "number"> {
    for (const { type, namespace_id: id = "" } of metadata.bindings ?? []) {
      if (type !== "kv_namespace" || this.#namespaces.has(id)) continue;
      const message = `KV namespace '${id}' is not valid. Please verify the namespace_id in your configuration.`;
      throw new ApiError(400, "kvNotValid", message);
    }
    const assets = this.#assetsOf(id, metadata);
    const sorted = mainFirst(metadata, modules, assets !== undefined);
    const etag = createHash("sha256");
    for (const { content } of sorted) etag.update(content);
    return {
      id: randomUUID(),
      etag: etag.digest("hex"),
      createdOn: new Date().toISOString(),
      metadata,
      modules: sorted,
      assets,
    };
  }

  #assetsOf(id: string, { assets, keep_assets }: ScriptMetadata): AssetFiles | undefined {
    if (assets?.jwt !== undefined) return this.#assets.filesOf(assets.jwt);
    // A version that says how they are served, and not which ones, has those before it as well.
    if (keep_assets !== true && assets === undefined) return undefined;
    return this.#find(id)?.versions.at(-1)?.assets;
  }

  /** @throws ApiError 10007 where there is no such version of that Worker. */
  version(id: string, versionId: unknown): ScriptVersion {
    const version = this.get(id).versions.find(({ id }) => id === versionId);
    if (version !== undefined) return version;
    throw new ApiError(404, "workerNotFound", `Worker version ${versionId} not found.`);
  }

  /**
   * Has these versions of a Worker run in place of those before.
   *
   * @throws ApiError 10007 where there is no such version of that Worker.
   */
  deploy(
    id: string,
    shares: readonly { readonly version_id?: unknown; readonly percentage?: unknown }[],
  ): Deployment {
    const script = this.get(id);
    const versions = shares.map(({ version_id, percentage }) => ({
      version: this.version(id, version_id),
      percentage: Number(percentage ?? 100),
    }));
    const deployment = { id: randomUUID(), createdOn: new Date().toISOString(), versions };
    this.#set({ ...script, deployments: [deployment, ...script.deployments] });
    return deployment;
  }

  /** @throws ApiError 10007 where there is no such deployment of that Worker. */
  deployment(id: string, deploymentId: string): Deployment {
    const deployment = this.get(id).deployments.find(({ id }) => id === deploymentId);
    if (deployment !== undefined) return deployment;
    throw new ApiError(404, "workerNotFound", `Deployment ${deploymentId} not found.`);
  }

  /**
   * Changes what belongs to all versions of a Worker.
   *
   * @throws ApiError 10007, and where another one has the name that it is to have.
   */
  change(
    id: string,
    changes: { readonly name?: string; readonly isOnSubdomain?: boolean },
  ): Script {
    const before = this.get(id);
    const script = { ...before, ...changes };
    if (script.name !== before.name) this.#checkName(script.name);
    this.#set(script);
    return script;
  }

  remove(id: string): void {
    this.#byTag.delete(this.get(id).tag);
  }

  #checkName(name: string): void {
    if (!this.has(name)) return;
    // What production's code for it is nobody has written down.
    throw new ApiError(409, "badRequest", `a Worker named ${JSON.stringify(name)} already exists`);
  }

  #find(id: string): Script | undefined {
    return this.#byTag.get(id) ?? this.all().find(({ name }) => name === id);
  }

  #set(script: Script): void {
    this.#byTag.set(script.tag, script);
  }
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
      "Workers in service-worker syntax are not taken here: upload an ES module as `main_module`";
    throw new ApiError(400, "noMainModule", message);
  }
  if (hasAssets && main_module === undefined && modules.length === 0) return [];
  throw new ApiError(400, "noMainModule", "No such module: there is no main module");
}

import { randomUUID } from "node:crypto";
import { ApiError } from "./envelope.ts";
import type { Deployment, Script, ScriptBinding, ScriptVersion, Upload } from "./script.ts";
import { type Known, newVersion } from "./script-version.ts";

/** The account's Workers, for as long as the local Cloudflare runs. */
export class Scripts {
  readonly #known: Known;
  readonly #byTag = new Map<string, Script>();

  /** @param known what versions may name. */
  constructor(known: Known) {
    this.#known = known;
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
   * Returns the version of a Worker that is run: of several, the one with the largest share.
   *
   * @throws ApiError 10007 if the Worker does not exist or was never deployed.
   */
  deployed(id: string): ScriptVersion {
    const [deployment] = this.get(id).deployments;
    const [first] = deployment?.versions.toSorted((a, b) => b.percentage - a.percentage) ?? [];
    if (first !== undefined) return first.version;
    throw notDeployed();
  }

  /**
   * Creates a Worker without any code.
   *
   * @throws ApiError if there is one with that name.
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
   * Adds a new version of a Worker.
   *
   * @throws ApiError 10007 if there is no such Worker, 10021 if the main module is not one of the modules,
   * 10042 if a KV binding's namespace does not exist, 10012 if the static files do not.
   */
  upload(id: string, upload: Upload): ScriptVersion {
    const script = this.get(id);
    const version = this.check(id, upload);
    const number = script.versions.length + 1;
    const numbered = { ...version, number };
    this.#set({ ...script, versions: [...script.versions, numbered] });
    return numbered;
  }

  /**
   * Checks a version of a Worker, which need not exist yet.
   *
   * @throws ApiError as {@link upload} does.
   */
  check(id: string, upload: Upload): Omit<ScriptVersion, "number"> {
    return newVersion(upload, this.#find(id)?.versions.at(-1), this.#known);
  }

  /**
   * Makes a Worker run with other bindings, in a new version.
   *
   * @throws ApiError 10007 if there is no such Worker, or it has no version yet.
   */
  rebind(
    id: string,
    change: (bindings: readonly ScriptBinding[]) => readonly ScriptBinding[],
  ): void {
    const latest = this.get(id).versions.at(-1);
    if (latest === undefined) throw notDeployed();
    const { keep_bindings: _, ...metadata } = latest.metadata;
    const bindings = change(latest.bindings);
    const version = this.upload(id, {
      metadata: { ...metadata, bindings },
      modules: latest.modules,
    });
    this.deploy(id, [{ version_id: version.id }]);
  }

  /** @throws ApiError 10007 if there is no such version of that Worker. */
  version(id: string, versionId: unknown): ScriptVersion {
    const version = this.get(id).versions.find(({ id }) => id === versionId);
    if (version !== undefined) return version;
    throw new ApiError(404, "workerNotFound", `Worker version ${versionId} not found.`);
  }

  /**
   * Makes these versions of a Worker run instead of the previous ones.
   *
   * @throws ApiError 10007 if there is no such version of that Worker.
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

  /** @throws ApiError 10007 if there is no such deployment of that Worker. */
  deployment(id: string, deploymentId: string): Deployment {
    const deployment = this.get(id).deployments.find(({ id }) => id === deploymentId);
    if (deployment !== undefined) return deployment;
    throw new ApiError(404, "workerNotFound", `Deployment ${deploymentId} not found.`);
  }

  /**
   * Changes what belongs to all versions of a Worker.
   *
   * @throws ApiError 10007, and if another Worker already has its new name.
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
    // Production's code for it is not documented.
    throw new ApiError(409, "badRequest", `a Worker named ${JSON.stringify(name)} already exists`);
  }

  #find(id: string): Script | undefined {
    return this.#byTag.get(id) ?? this.all().find(({ name }) => name === id);
  }

  #set(script: Script): void {
    this.#byTag.set(script.tag, script);
  }
}

function notDeployed(): ApiError {
  return new ApiError(404, "workerNotFound", "This Worker has not been deployed.");
}

import { createHash, randomUUID } from "node:crypto";
import { ApiError } from "./envelope.ts";
import type { Namespaces } from "./namespaces.ts";

/** What is uploaded with a Worker's modules, as far as it is kept. */
export interface ScriptMetadata {
  readonly main_module?: string;
  readonly bindings?: readonly { readonly type: string; readonly namespace_id?: string }[];
  readonly compatibility_date?: string;
  readonly compatibility_flags?: readonly string[];
}

/** One upload of a Worker. */
export interface ScriptVersion {
  readonly id: string;
  readonly etag: string;
  readonly createdOn: string;
  readonly metadata: ScriptMetadata;
  /** The text of the main module. */
  readonly main: string;
}

/** A Worker of the account. */
export interface Script {
  readonly name: string;
  readonly tag: string;
  readonly createdOn: string;
  /** The oldest first. */
  readonly versions: readonly [ScriptVersion, ...ScriptVersion[]];
  /** The version that is deployed. */
  readonly deployed: ScriptVersion;
  readonly isOnSubdomain: boolean;
}

/** The account's Workers, for as long as the local Cloudflare runs. They are kept, not run. */
export class Scripts {
  readonly #namespaces: Namespaces;
  readonly #byName = new Map<string, Script>();

  constructor(namespaces: Namespaces) {
    this.#namespaces = namespaces;
  }

  all(): readonly Script[] {
    return [...this.#byName.values()];
  }

  /** @throws ApiError 10007 */
  get(name: string): Script {
    const script = this.#byName.get(name);
    if (script !== undefined) return script;
    throw new ApiError(404, "workerNotFound", "This Worker does not exist on your account.");
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /**
   * Takes a new version of a Worker, and makes the Worker where there is none.
   *
   * @throws ApiError 10042 where a KV binding's namespace is not there; nothing is taken then.
   */
  upload(name: string, metadata: ScriptMetadata, main: string): ScriptVersion {
    for (const { type, namespace_id: id = "" } of metadata.bindings ?? []) {
      if (type !== "kv_namespace" || this.#namespaces.has(id)) continue;
      const message = `KV namespace '${id}' is not valid. Please verify the namespace_id in your configuration.`;
      throw new ApiError(400, "kvNotValid", message);
    }
    const version: ScriptVersion = {
      id: randomUUID(),
      etag: createHash("sha256").update(main).digest("hex"),
      createdOn: new Date().toISOString(),
      metadata,
      main,
    };
    const known = this.#byName.get(name);
    const script = known ?? {
      name,
      tag: randomUUID().replaceAll("-", ""),
      createdOn: version.createdOn,
      deployed: version,
      isOnSubdomain: false,
    };
    this.#byName.set(name, {
      ...script,
      versions: known === undefined ? [version] : [...known.versions, version],
    });
    return version;
  }

  /** @throws ApiError 10007 where there is no such version of that Worker. */
  deploy(name: string, versionId: unknown): ScriptVersion {
    const script = this.get(name);
    const deployed = script.versions.find(({ id }) => id === versionId);
    if (deployed === undefined) {
      throw new ApiError(404, "workerNotFound", `Worker version ${versionId} not found.`);
    }
    this.#byName.set(name, { ...script, deployed });
    return deployed;
  }

  setSubdomain(name: string, isOnSubdomain: boolean): void {
    this.#byName.set(name, { ...this.get(name), isOnSubdomain });
  }

  remove(name: string): void {
    this.get(name);
    this.#byName.delete(name);
  }
}

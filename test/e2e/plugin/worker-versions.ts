import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type CloudflareApi, isNotFound } from "./api.ts";
import { assetManifest, uploadAssets } from "./assets.ts";
import { only, type Properties } from "./properties.ts";
import type { Resources } from "./resources.ts";
import { workerPath } from "./workers.ts";

interface Module extends Properties {
  readonly contentFile?: string;
}

interface Inputs extends Properties {
  readonly accountId: string;
  readonly workerId: string;
  readonly modules?: readonly Module[];
  readonly assets?: Properties & { readonly directory?: string };
}

/** The properties of a version that only the API knows. */
const COMPUTED = ["number", "createdOn", "source", "startupTimeMs", "urls"];

/**
 * `WorkerVersion`, with modules by their content or by their files, and static assets by their folder.
 *
 * Checked against terraform-provider-cloudflare's `internal/services/worker_version/resource.go`:
 * sent as JSON with the modules in base64; any change makes another version, that of a file by its hash,
 * and none is deleted. What a file or a folder has is not in what is sent to be there.
 */
export function workerVersions(api: CloudflareApi): Resources<Inputs> {
  const sentAssets = async (inputs: Inputs): Promise<Properties> => {
    const { accountId, workerId, assets } = inputs;
    if (assets?.directory === undefined) return { assets };
    const { name } = await api.call("GET", workerPath(accountId, workerId));
    const jwt = await uploadAssets(api, accountId, String(name), assets.directory);
    return { assets: { ...only(assets, ["config"]), jwt } };
  };
  return {
    complete: withHashes,
    async create(given) {
      const inputs = withHashes(given);
      const { accountId, workerId, modules, assets: _, ...rest } = inputs;
      const body = { ...rest, modules: modules?.map(sentModule), ...(await sentAssets(inputs)) };
      const made = await api.call("POST", `${workerPath(accountId, workerId)}/versions`, body);
      return { id: String(made["id"]), outs: { ...inputs, ...only(made, COMPUTED) } };
    },
    async read(id, known = {}) {
      const { accountId = "", workerId = "" } = known;
      try {
        const path = `${workerPath(accountId, workerId)}/versions/${id}?include=modules`;
        return { id, props: { ...known, ...only(await api.call("GET", path), COMPUTED) } };
      } catch (error) {
        if (!isNotFound(error)) throw error;
        return { id: "", props: {} };
      }
    },
    async update() {
      throw new Error("a version of a Worker never changes");
    },
    async delete() {},
  };
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function withHashes({ modules, assets, ...inputs }: Inputs): Inputs {
  const hashed = modules?.map((module) =>
    module.contentFile === undefined
      ? module
      : { ...module, contentSha256: sha256(readFileSync(module.contentFile)) },
  );
  const directory = assets?.directory;
  const manifest = directory === undefined ? undefined : JSON.stringify(assetManifest(directory));
  return {
    ...inputs,
    ...(hashed !== undefined && { modules: hashed }),
    ...(assets !== undefined && {
      assets: { ...assets, ...(manifest && { assetManifestSha256: sha256(manifest) }) },
    }),
  } as Inputs;
}

function sentModule(module: Module): Properties {
  const { contentFile, contentSha256: _, ...rest } = module;
  if (contentFile === undefined) return rest;
  return { ...rest, contentBase64: readFileSync(contentFile, "base64") };
}

/**
 * A stand-in for Pulumi's Cloudflare provider, for these tests and benches alone: it knows
 * `WorkersKvNamespace`, `WorkersKv`, `WorkersScript`, `Worker`, `WorkerVersion` and `WorkersDeployment`, and
 * does its calls through Cloudflare's SDK. What was checked against what stands beside each. The suite
 * uses it where the real plugin cannot be downloaded. It does not show that the real plugin works; it shows that Pulumi's
 * own engine runs this repo's program, and what the program asks of a provider.
 *
 * Only the environment says where the API is: CLOUDFLARE_BASE_URL, and CLOUDFLARE_API_TOKEN or, where
 * nothing else is to find one, STAND_IN_API_TOKEN.
 */

import { flushCompileCache } from "node:module";
import { isDeepStrictEqual } from "node:util";
import packageJson from "@pulumi/cloudflare/package.json" with { type: "json" };
import type { Resources } from "./resources.ts";
import { serve } from "./server.ts";

/** The resources of a type. What makes calls is loaded when there are any to make. */
interface ResourceType {
  /** The inputs that a resource cannot change. */
  readonly fixed: readonly string[];
  /** Those that it can. */
  readonly changeable: readonly string[];
  load(): Promise<Resources<never>>;
}

const COMPATIBILITY = ["compatibilityDate", "compatibilityFlags"];

const TYPES: Readonly<Record<string, ResourceType>> = {
  "cloudflare:index/workersKvNamespace:WorkersKvNamespace": {
    fixed: ["accountId", "jurisdiction"],
    changeable: ["title"],
    load: async () => (await import("./namespaces.ts")).namespaces(await client()),
  },
  "cloudflare:index/workersKv:WorkersKv": {
    fixed: ["accountId", "namespaceId", "keyName"],
    changeable: ["value"],
    load: async () => (await import("./values.ts")).values(await client()),
  },
  "cloudflare:index/workersScript:WorkersScript": {
    fixed: ["accountId", "scriptName"],
    changeable: ["content", "mainModule", "bindings", ...COMPATIBILITY],
    load: async () => (await import("./workers-scripts.ts")).workersScripts(await workersApi()),
  },
  "cloudflare:index/worker:Worker": {
    fixed: ["accountId"],
    changeable: ["name", "subdomain"],
    load: async () => (await import("./workers.ts")).workers(await workersApi()),
  },
  "cloudflare:index/workerVersion:WorkerVersion": {
    fixed: ["accountId", "workerId", "mainModule", "modules", "bindings", ...COMPATIBILITY],
    changeable: [],
    load: async () => (await import("./worker-versions.ts")).workerVersions(await workersApi()),
  },
  "cloudflare:index/workersDeployment:WorkersDeployment": {
    fixed: ["accountId", "scriptName", "strategy", "versions"],
    changeable: [],
    load: async () =>
      (await import("./workers-deployments.ts")).workersDeployments(await workersApi()),
  },
};

function credentials(): { readonly apiToken?: string } {
  const apiToken = process.env["STAND_IN_API_TOKEN"];
  return apiToken === undefined ? {} : { apiToken };
}

async function client() {
  const { createKvClient } = await import("../../../src/cloudflare/client.ts");
  return createKvClient(credentials());
}

async function workersApi() {
  const { WorkersApi } = await import("./workers-api.ts");
  return new WorkersApi(credentials());
}

function typeOf(urn: string): ResourceType {
  // urn:pulumi:<stack>::<project>::<types of the parents>$<type>::<name>
  const name = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const type = TYPES[name];
  if (type === undefined) throw new Error(`unknown type ${name}`);
  return type;
}

const loaded = new Map<ResourceType, Promise<Resources<never>>>();

function resourcesOf(urn: string): Promise<Resources<never>> {
  const type = typeOf(urn);
  // Pulumi kills its providers at the end, and Node would keep what it compiled as it ends.
  const resources = loaded.get(type) ?? type.load().finally(flushCompileCache);
  loaded.set(type, resources);
  return resources;
}

serve({
  // The version that the program asks for.
  version: packageJson.version,
  diff(urn, olds: Readonly<Record<string, unknown>>, news: Readonly<Record<string, unknown>>) {
    const { fixed, changeable } = typeOf(urn);
    const isOther = (name: string) => !isDeepStrictEqual(olds[name], news[name]);
    const replaces = fixed.filter(isOther);
    return { changes: replaces.length > 0 || changeable.some(isOther), replaces };
  },
  create: async (urn, inputs) => (await resourcesOf(urn)).create(inputs as never),
  read: async (urn, id, props) => (await resourcesOf(urn)).read(id, props as never),
  update: async (urn, id, news) => (await resourcesOf(urn)).update(id, news as never),
  delete: async (urn, id, props) => (await resourcesOf(urn)).delete(id, props as never),
});

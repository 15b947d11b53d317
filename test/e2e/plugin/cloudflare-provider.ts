/**
 * A stand-in for Pulumi's Cloudflare provider, for these tests and benches alone: it knows
 * `WorkersKvNamespace`, `WorkersKv`, `WorkersScript`, `Worker`, `WorkerVersion` and `WorkersDeployment`, and
 * does its calls with `fetch`. What was checked against what stands beside each. The suite
 * uses it where the real plugin cannot be downloaded. It does not show that the real plugin works; it
 * shows that Pulumi's own engine runs this repo's program, and what the program asks of a provider.
 *
 * Only the environment says where the API is: CLOUDFLARE_BASE_URL, and CLOUDFLARE_API_TOKEN or, where
 * nothing else is to find one, STAND_IN_API_TOKEN.
 */

import { isDeepStrictEqual } from "node:util";
import packageJson from "@pulumi/cloudflare/package.json" with { type: "json" };
import { CloudflareApi } from "./api.ts";
import { namespaces } from "./namespaces.ts";
import type { Resources } from "./resources.ts";
import { serve } from "./server.ts";
import { values } from "./values.ts";
import { workerVersions } from "./worker-versions.ts";
import { workers } from "./workers.ts";
import { workersDeployments } from "./workers-deployments.ts";
import { workersScripts } from "./workers-scripts.ts";

interface ResourceType {
  /** The inputs that a resource cannot change. */
  readonly fixed: readonly string[];
  /** Those that it can. */
  readonly changeable: readonly string[];
  readonly resources: Resources<never>;
}

const COMPATIBILITY = ["compatibilityDate", "compatibilityFlags"];

const api = new CloudflareApi();

const TYPES: Readonly<Record<string, ResourceType>> = {
  "cloudflare:index/workersKvNamespace:WorkersKvNamespace": {
    fixed: ["accountId", "jurisdiction"],
    changeable: ["title"],
    resources: namespaces(api),
  },
  "cloudflare:index/workersKv:WorkersKv": {
    fixed: ["accountId", "namespaceId", "keyName"],
    changeable: ["value"],
    resources: values(api),
  },
  "cloudflare:index/workersScript:WorkersScript": {
    fixed: ["accountId", "scriptName"],
    changeable: ["content", "mainModule", "bindings", ...COMPATIBILITY],
    resources: workersScripts(api),
  },
  "cloudflare:index/worker:Worker": {
    fixed: ["accountId"],
    changeable: ["name", "subdomain"],
    resources: workers(api),
  },
  "cloudflare:index/workerVersion:WorkerVersion": {
    fixed: [
      "accountId",
      "workerId",
      "mainModule",
      "modules",
      "assets",
      "bindings",
      ...COMPATIBILITY,
    ],
    changeable: [],
    resources: workerVersions(api),
  },
  "cloudflare:index/workersDeployment:WorkersDeployment": {
    fixed: ["accountId", "scriptName", "strategy", "versions"],
    changeable: [],
    resources: workersDeployments(api),
  },
};

function typeOf(urn: string): ResourceType {
  // urn:pulumi:<stack>::<project>::<types of the parents>$<type>::<name>
  const name = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const type = TYPES[name];
  if (type === undefined) throw new Error(`unknown type ${name}`);
  return type;
}

serve({
  // The version that the program asks for.
  version: packageJson.version,
  diff(urn, olds: Readonly<Record<string, unknown>>, news: Readonly<Record<string, unknown>>) {
    const { fixed, changeable, resources } = typeOf(urn);
    const wanted = resources.complete?.(news as never) ?? news;
    const isOther = (name: string) => !isDeepStrictEqual(olds[name], wanted[name]);
    const replaces = fixed.filter(isOther);
    return { changes: replaces.length > 0 || changeable.some(isOther), replaces };
  },
  create: (urn, inputs) => typeOf(urn).resources.create(inputs as never),
  read: (urn, id, props) => typeOf(urn).resources.read(id, props as never),
  update: (urn, id, news) => typeOf(urn).resources.update(id, news as never),
  delete: (urn, id, props) => typeOf(urn).resources.delete(id, props as never),
});

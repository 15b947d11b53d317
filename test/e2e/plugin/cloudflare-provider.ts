/**
 * A stand-in for Pulumi's Cloudflare provider, for these tests and benches alone: it knows
 * `WorkersKvNamespace` and `WorkersKv`, and does its calls through Cloudflare's SDK. The suite uses it
 * where the real plugin cannot be downloaded. It does not show that the real plugin works; it shows that Pulumi's
 * own engine runs this repo's program, and what the program asks of a provider.
 *
 * Pulumi's server for providers hands no configuration on, so that only the environment says where
 * the API is: CLOUDFLARE_BASE_URL, and CLOUDFLARE_API_TOKEN or, where nothing else is to find one,
 * STAND_IN_API_TOKEN.
 */

import { createRequire } from "node:module";
import packageJson from "@pulumi/cloudflare/package.json" with { type: "json" };
import { main, type Provider } from "@pulumi/pulumi/provider/index.js";
import { createKvClient } from "../../../src/cloudflare/client.ts";
import { namespaces } from "./namespaces.ts";
import type { Resources } from "./resources.ts";
import { values } from "./values.ts";

const apiToken = process.env["STAND_IN_API_TOKEN"];
const client = createKvClient(apiToken === undefined ? {} : { apiToken });

const TYPES: Readonly<Record<string, Resources<never>>> = {
  "cloudflare:index/workersKvNamespace:WorkersKvNamespace": namespaces(client),
  "cloudflare:index/workersKv:WorkersKv": values(client),
};

function resourcesOf(urn: string): Resources<never> {
  // urn:pulumi:<stack>::<project>::<types of the parents>$<type>::<name>
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const resources = TYPES[type];
  if (resources === undefined) throw new Error(`unknown type ${type}`);
  return resources;
}

const provider: Provider = {
  // The version that the program asks for.
  version: packageJson.version,
  async check(urn, _olds, news) {
    resourcesOf(urn);
    return { inputs: news, failures: [] };
  },
  diff: async (id, urn, olds, news) => resourcesOf(urn).diff(id, olds as never, news as never),
  create: async (urn, inputs) => resourcesOf(urn).create(inputs as never),
  read: async (id, urn, props) => resourcesOf(urn).read(id, props as never),
  update: async (id, urn, _olds, news) => resourcesOf(urn).update(id, news as never),
  delete: async (id, urn, props) => resourcesOf(urn).delete(id, props as never),
};

// Pulumi's server reads properties that its engine does not send with an import.
const { ReadRequest } = createRequire(import.meta.url)("@pulumi/pulumi/proto/provider_pb.js");
const { getProperties } = ReadRequest.prototype;
ReadRequest.prototype.getProperties = function () {
  return getProperties.call(this) ?? { toJavaScript: () => ({}) };
};

await main(provider, process.argv.slice(2));

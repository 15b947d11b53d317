/**
 * A stand-in for Pulumi's Cloudflare provider, for these tests alone: it knows one resource,
 * `WorkersKvNamespace`, and does its calls through Cloudflare's SDK. The suite uses it where the real
 * plugin cannot be downloaded. It does not show that the real plugin works; it shows that Pulumi's
 * own engine runs this repo's program, and what the program asks of a provider.
 *
 * Pulumi's server for providers hands no configuration on, so that only the environment says where
 * the API is: CLOUDFLARE_BASE_URL, and CLOUDFLARE_API_TOKEN or, where nothing else is to find one,
 * STAND_IN_API_TOKEN.
 */

import { createRequire } from "node:module";
import packageJson from "@pulumi/cloudflare/package.json" with { type: "json" };
import { main, type Provider } from "@pulumi/pulumi/provider/index.js";
import { createKvClient, errorCodes, NAMESPACE_NOT_FOUND } from "../../../src/cloudflare/client.ts";

const TYPE = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";

interface Inputs {
  readonly accountId: string;
  readonly title: string;
  readonly jurisdiction?: Jurisdiction;
}

/** As the API takes it. */
type Jurisdiction = "eu" | "fedramp" | "us";

const apiToken = process.env["STAND_IN_API_TOKEN"];
const client = createKvClient(apiToken === undefined ? {} : { apiToken });

const provider: Provider = {
  // The version that the program asks for.
  version: packageJson.version,
  async check(urn, _olds, news) {
    return {
      inputs: news,
      failures: urn.includes(TYPE) ? [] : [{ property: "", reason: "unknown type" }],
    };
  },
  async diff(_id, _urn, olds: Inputs, news: Inputs) {
    const replaces = (["accountId", "jurisdiction"] as const).filter(
      (name) => olds[name] !== news[name],
    );
    return { changes: replaces.length > 0 || olds.title !== news.title, replaces };
  },
  async create(_urn, inputs: Inputs) {
    const { accountId, title, jurisdiction } = inputs;
    const { id } = await client.create({
      account_id: accountId,
      title,
      ...(jurisdiction !== undefined && { jurisdiction }),
    });
    return { id, outs: { ...inputs, supportsUrlEncoding: true } };
  },
  async read(id, _urn, props?: Partial<Inputs>) {
    // At an import there is nothing but its id: `<account>/<namespace>`.
    const [namespace = "", account = props?.accountId ?? ""] = id.split("/").reverse();
    try {
      const { title, jurisdiction } = (await client.get(namespace, {
        account_id: account,
      })) as Awaited<ReturnType<typeof client.get>> & { jurisdiction?: Jurisdiction };
      const inputs = {
        accountId: account,
        title,
        ...(jurisdiction !== undefined && { jurisdiction }),
      };
      return { id: namespace, inputs, props: { ...inputs, supportsUrlEncoding: true } };
    } catch (error) {
      if (!errorCodes(error).includes(NAMESPACE_NOT_FOUND)) throw error;
      return { id: "", props: {} };
    }
  },
  async update(id, _urn, _olds, inputs: Inputs) {
    await client.update(id, { account_id: inputs.accountId, title: inputs.title });
    return { outs: { ...inputs, supportsUrlEncoding: true } };
  },
  async delete(id, _urn, { accountId }: Inputs) {
    await client.delete(id, { account_id: accountId });
  },
};

// Pulumi's server reads properties that its engine does not send with an import.
const { ReadRequest } = createRequire(import.meta.url)("@pulumi/pulumi/proto/provider_pb.js");
const { getProperties } = ReadRequest.prototype;
ReadRequest.prototype.getProperties = function () {
  return getProperties.call(this) ?? { toJavaScript: () => ({}) };
};

await main(provider, process.argv.slice(2));

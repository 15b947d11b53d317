/**
 * A stand-in for Pulumi's Cloudflare provider, for these tests alone: it knows one resource,
 * `WorkersKvNamespace`, and does its calls through Cloudflare's SDK. The suite uses it where the real
 * plugin cannot be downloaded. It does not show that the real plugin works; it shows that Pulumi's
 * own engine runs this repo's program, and what the program asks of a provider.
 *
 * Pulumi's server for providers hands no configuration on, so that only the environment says where
 * the API is: CLOUDFLARE_BASE_URL and CLOUDFLARE_API_TOKEN.
 */
import packageJson from "@pulumi/cloudflare/package.json" with { type: "json" };
import { main, type Provider } from "@pulumi/pulumi/provider/index.js";
import { createKvClient } from "../../../src/cloudflare/client.ts";

const TYPE = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";

interface Inputs {
  readonly accountId: string;
  readonly title: string;
}

const client = createKvClient({});

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
    const moved = olds.accountId !== news.accountId;
    return {
      changes: moved || olds.title !== news.title,
      replaces: moved ? ["accountId"] : [],
    };
  },
  async create(_urn, { accountId, title }: Inputs) {
    const { id, supports_url_encoding } = await client.create({ account_id: accountId, title });
    return { id, outs: { accountId, title, supportsUrlEncoding: supports_url_encoding } };
  },
  async read(id, _urn, { accountId }: Inputs) {
    const { title } = await client.get(id, { account_id: accountId });
    const inputs = { accountId, title };
    return { id, inputs, props: { ...inputs, supportsUrlEncoding: true } };
  },
  async update(id, _urn, _olds, { accountId, title }: Inputs) {
    await client.update(id, { account_id: accountId, title });
    return { outs: { accountId, title, supportsUrlEncoding: true } };
  },
  async delete(id, _urn, { accountId }: Inputs) {
    await client.delete(id, { account_id: accountId });
  },
};

await main(provider, process.argv.slice(2));

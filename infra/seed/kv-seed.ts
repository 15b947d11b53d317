import * as pulumi from "@pulumi/pulumi";
import type { KvSeedInputs } from "./provider.ts";

/** Pulumi's type token of {@link KvSeed}: `KvSeed` in the module `keyloom` of dynamic resources. */
export const KV_SEED_TYPE = "pulumi-nodejs:dynamic/keyloom:KvSeed";

/** The seed of one collection, as one resource whatever the number of its records. */
export class KvSeed extends pulumi.CustomResource {
  declare readonly records: pulumi.Output<number>;

  constructor(
    name: string,
    args: { readonly [K in keyof KvSeedInputs]: pulumi.Input<KvSeedInputs[K]> },
    options?: pulumi.CustomResourceOptions,
    /** The API's base URL; `CLOUDFLARE_BASE_URL` or Cloudflare's own unless said otherwise. */
    baseUrl?: string,
  ) {
    super(KV_SEED_TYPE, name, { ...args, __provider: providerText(baseUrl) }, options);
  }
}

/**
 * The provider as the text that Pulumi keeps in the state and runs in a process of its own. It is what
 * `pulumi.dynamic.Resource` would make, without its reading of functions: that takes TypeScript's
 * compiler, V8's debugger, a second and 40 MB, and gives another text with each version of Keyloom.
 * Keyloom is loaded there only when there is something to do.
 */
function providerText(baseUrl: string | undefined): string {
  const connection = JSON.stringify(baseUrl === undefined ? {} : { baseUrl });
  const methods = (["diff", "create", "update", "read", "delete"] as const)
    .map((name) => `  ${name}: async (...args) => (await load()).${name}(...args),\n`)
    .join("");
  return `let request, provider;
const load = () => (provider ??= import("keyloom/pulumi").then(async ({ kvSeedProvider }) => {
  const made = kvSeedProvider(${connection});
  await made.configure(request);
  return made;
}));
exports.handler = () => ({
  configure: async (given) => void (request = given),
${methods}});
`;
}

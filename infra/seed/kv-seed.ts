import * as pulumi from "@pulumi/pulumi";
import { providerText } from "../provider-text.ts";
import type { KvSeedInputs } from "./state.ts";

/** Pulumi's type token of {@link KvSeed}: `KvSeed` in the module `keyloom` of dynamic resources. */
export const KV_SEED_TYPE = "pulumi-nodejs:dynamic/keyloom:KvSeed";

/** The seed of one collection, as one resource however many records it has. */
export class KvSeed extends pulumi.CustomResource {
  declare readonly records: pulumi.Output<number>;

  constructor(
    name: string,
    args: { readonly [K in keyof KvSeedInputs]: pulumi.Input<KvSeedInputs[K]> },
    options?: pulumi.CustomResourceOptions,
    /** The API's base URL; by default that of the configuration or the environment. */
    baseUrl?: string,
  ) {
    const __provider = providerText("kvSeedProvider", baseUrl);
    super(KV_SEED_TYPE, name, { ...args, __provider }, options);
  }
}

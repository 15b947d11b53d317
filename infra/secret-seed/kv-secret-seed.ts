import * as pulumi from "@pulumi/pulumi";
import { providerText } from "../provider-text.ts";
import type { SecretRecord } from "./check.ts";
import type { KvSecretSeedInputs } from "./state.ts";

/** Pulumi's type token of {@link KvSecretSeed}. */
const KV_SECRET_SEED_TYPE = "pulumi-nodejs:dynamic/keyloom:KvSecretSeed";

/** The inputs except the records, which are sent as JSON. */
type Args = {
  readonly [Name in Exclude<keyof KvSecretSeedInputs, "records">]: pulumi.Input<
    KvSecretSeedInputs[Name]
  >;
} & { readonly records: pulumi.Input<readonly pulumi.Input<SecretRecord>[]> };

/** Records of one collection that only the program has. */
export class KvSecretSeed extends pulumi.CustomResource {
  constructor(
    name: string,
    { records, ...args }: Args,
    options: pulumi.CustomResourceOptions,
    /** The API's base URL; by default that of the configuration or the environment. */
    baseUrl?: string,
  ) {
    // Secret as a whole, so that Pulumi shows and keeps no part of it in plain text, whatever the program marked.
    const json = pulumi.secret(pulumi.output(records).apply((all) => JSON.stringify(all)));
    const __provider = providerText("kvSecretSeedProvider", baseUrl);
    super(
      KV_SECRET_SEED_TYPE,
      name,
      { ...args, records: json, __provider },
      // Anyone who has a hash of a short secret can guess the secret.
      { ...options, additionalSecretOutputs: ["records", "digest", "manifest"] },
    );
  }
}

// This part alone: the whole SDK would take 30 MB of memory and a third of a second.
import { WorkersKvNamespace } from "@pulumi/cloudflare/workersKvNamespace.js";
import * as pulumi from "@pulumi/pulumi";
import { literalHead } from "../schema/key-pattern.ts";
import type { CollectionModel, NamespaceModel } from "../schema/model.ts";
import { previewTitle, stageTitle } from "../schema/title.ts";
import { checkAccess, checkAccountId } from "./account.ts";
import { type Adopt, type AdoptedNamespace, checkAdopt } from "./adopt.ts";
import { checkStage } from "./check-stage.ts";
import { leftOut } from "./left-out.ts";
import { claimBindings, withPrefix } from "./resource-names.ts";
import { checkSecretSeeds, type SecretSeeds } from "./secret-seed/check.ts";
import { KvSecretSeed } from "./secret-seed/kv-secret-seed.ts";
import { checkCredentials, warnOfNoCredentials } from "./seed/credentials.ts";
import { KvSeed } from "./seed/kv-seed.ts";
import type { StackSchema } from "./stack-schema.ts";
import { isThrowAway } from "./throw-away.ts";

/** What a {@link KeyloomStack} is made from. */
export interface KeyloomStackArgs {
  /** The schema, from `await loadStackSchema("./keyloom.schema.ts")`. */
  readonly schema: StackSchema;
  /** The Cloudflare account. */
  readonly accountId: pulumi.Input<string>;
  /** What `{stage}` in titles stands for. */
  readonly stage: string;
  /**
   * What stands in front of the names that the resources have in Pulumi, which are those of the bindings.
   * Needed where another stack of the same program has one of the bindings; titles are not touched by it.
   */
  readonly prefix?: string;
  /** Whether records that left a seed are removed from KV; they stay unless said so. */
  readonly prune?: boolean;
  /**
   * Whether the stage's namespaces may be deleted with all that is in them. Otherwise they are
   * protected, and stay in the account even when they leave the stack. Said by the stage's name unless
   * it is said here: stages such as `dev`, `dev-anna`, `pr-123`, `test` and `ci-7` are thrown away.
   */
  readonly throwAway?: boolean;
  /**
   * Existing namespaces that the stack takes over, by binding. They keep their titles as long as they
   * are named here; the account has to be a plain string then.
   */
  readonly adopt?: Adopt;
  /**
   * Records that only the program has, by binding and collection: `config.requireSecret("apiKey")` may
   * stand anywhere in them. All of each is a secret in the state, in previews and in logs.
   */
  readonly seeds?: SecretSeeds;
  /**
   * The URL of the API to which seeds are sent, where a provider of the program's own has a `baseUrl`:
   * the same one. Otherwise it is that of the stack's configuration (`cloudflare:baseUrl`), or else of the
   * environment (`CLOUDFLARE_BASE_URL`), or Cloudflare's own.
   */
  readonly baseUrl?: string;
}

/** What a wrangler file needs to know of a namespace. */
export interface NamespaceOutput {
  readonly id: string;
  readonly title: string;
  /** The id of the preview twin, where the schema asks for one. */
  readonly previewId?: string;
}

/** A binding as `WorkersScript`, `WorkerVersion` and their like take it. */
export interface KvBinding {
  readonly type: "kv_namespace";
  /** The binding's name in the Worker. */
  readonly name: string;
  readonly namespaceId: string;
}

/** The namespaces of a schema in one stage, with their preview twins and seeds. */
export class KeyloomStack extends pulumi.ComponentResource {
  /** By binding. */
  readonly namespaces: pulumi.Output<Readonly<Record<string, NamespaceOutput>>>;
  /**
   * The bindings of a Worker, for the `bindings` of `WorkersScript` and `WorkerVersion`. Sorted by
   * name: in another order, bindings have been attached to the wrong ids.
   */
  readonly bindings: pulumi.Output<KvBinding[]>;

  constructor(name: string, args: KeyloomStackArgs, options?: pulumi.ComponentResourceOptions) {
    super("keyloom:index:KeyloomStack", name, {}, options);
    const { adopt = {}, schema, baseUrl } = args;
    const accountId = checkAccountId(args.accountId);
    const adopted = checkAdopt(adopt, schema.model);
    if (adopted.size > 0 && typeof accountId !== "string") {
      throw new pulumi.RunError("adopt needs the account's id as a plain string");
    }
    if (adopted.size > 0 && isThrownAway(args)) {
      throw new pulumi.RunError(
        `adopt is not for the stage ${JSON.stringify(args.stage)}, which is thrown away with its namespaces: choose another stage, or set \`throwAway\` to false`,
      );
    }
    checkStage(args.stage);
    // Below another component, its type is part of what Pulumi knows resources by.
    if (options?.parent === undefined) claimBindings(name, args.prefix, schema.model);
    const secrets = checkSecretSeeds(args.seeds ?? {}, schema.model);
    const hasSeeds = schema.seeds.size > 0 || secrets.size > 0;
    if (hasSeeds) checkCredentials();
    const { provider, providers, parent } = options ?? {};
    // A provider of the program's own may have another token; seeds never have.
    const isDefault = (provider ?? providers ?? parent) === undefined;
    if (isDefault && !hasSeeds) warnOfNoCredentials(this);
    if (isDefault || hasSeeds) checkAccess(accountId, baseUrl);
    for (const [seed, summary] of schema.seeds) {
      // A log that the engine does not take stops nothing.
      for (const warning of leftOut(seed, summary)) void pulumi.log.warn(warning, this);
    }
    this.namespaces = pulumi.output(
      Object.fromEntries(
        schema.model.namespaces.map((namespace) => [
          namespace.binding,
          this.#addNamespace(namespace, args, adopted.get(namespace.binding)),
        ]),
      ),
    );
    this.bindings = this.namespaces.apply((namespaces) =>
      Object.entries(namespaces)
        .map(([name, { id }]): KvBinding => ({ type: "kv_namespace", name, namespaceId: id }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    this.registerOutputs({ namespaces: this.namespaces, bindings: this.bindings });
  }

  #addNamespace(
    namespace: NamespaceModel,
    args: KeyloomStackArgs,
    adopted: AdoptedNamespace | undefined,
  ): pulumi.Output<NamespaceOutput> {
    const { binding, preview, collections } = namespace;
    const title = stageTitle(namespace.title, args.stage);
    const former = namespace.renamedFrom ?? [];
    const live = this.#addKv(
      { name: binding, former, title, adoptedId: adopted?.id },
      namespace,
      args,
    );
    const twin = preview
      ? this.#addKv(
          {
            name: previewName(binding),
            former: former.map(previewName),
            title: previewTitle(title),
            adoptedId: adopted?.previewId,
          },
          namespace,
          args,
        )
      : undefined;
    for (const collection of collections) this.#addSeeds(namespace, collection, live, args);
    return pulumi.all([live.id, live.title, twin?.id]).apply(([id, title, previewId]) => ({
      id,
      title,
      ...(previewId !== undefined && { previewId }),
    }));
  }

  #addKv(
    { name, former, title, adoptedId }: KvResource,
    { jurisdiction }: NamespaceModel,
    args: KeyloomStackArgs,
  ): WorkersKvNamespace {
    const { accountId } = args;
    const isKept = !isThrownAway(args);
    return new WorkersKvNamespace(
      withPrefix(args.prefix, name),
      { accountId, title, ...(jurisdiction !== undefined && { jurisdiction }) },
      {
        parent: this,
        aliases: former.map((name) => ({ name: withPrefix(args.prefix, name) })),
        protect: isKept,
        retainOnDelete: isKept,
        // An account has each title once.
        deleteBeforeReplace: true,
        ...(adoptedId !== undefined && {
          import: `${accountId}/${adoptedId}`,
          // Its own, until it is no longer named as one to adopt.
          ignoreChanges: ["title"],
        }),
      },
    );
  }

  #addSeeds(
    { binding, renamedFrom: bindings = [] }: NamespaceModel,
    { name, key, renamedFrom: names = [] }: CollectionModel,
    live: WorkersKvNamespace,
    { schema, accountId, baseUrl, prefix, prune = false, seeds }: KeyloomStackArgs,
  ): void {
    const [own = "", ...former] = [binding, ...bindings].flatMap((binding) =>
      [name, ...names].map((name) => `${binding}.${name}`),
    );
    const inputs = {
      accountId,
      namespaceId: live.id,
      schema: schema.file,
      binding,
      collection: name,
      prefix: literalHead(key),
      prune,
    };
    const optionsOf = (nameOf: (seed: string) => string): pulumi.CustomResourceOptions => ({
      parent: live,
      aliases: former.map((seed) => ({ name: withPrefix(prefix, nameOf(seed)) })),
      // Children take these over from their parents; no data go with this one.
      protect: false,
      retainOnDelete: false,
    });
    const seed = schema.seeds.get(own);
    if (seed !== undefined) {
      const { digest, records, skipped } = seed;
      const all = { ...inputs, digest, records, skipped };
      new KvSeed(withPrefix(prefix, own), all, optionsOf(String), baseUrl);
    }
    const records = seeds?.[binding]?.[name];
    if (records !== undefined) {
      new KvSecretSeed(
        withPrefix(prefix, secretName(own)),
        { ...inputs, skipInvalid: schema.skipInvalid, records },
        optionsOf(secretName),
        baseUrl,
      );
    }
  }
}

/** One KV namespace of the stack: a live one or a preview twin. */
interface KvResource {
  readonly name: string;
  /** The names that it had before. */
  readonly former: readonly string[];
  readonly title: string;
  readonly adoptedId: string | undefined;
}

function isThrownAway({ stage, throwAway = isThrowAway(stage) }: KeyloomStackArgs): boolean {
  return throwAway;
}

/** The name of the resource that writes what only the program has of a collection. */
function secretName(seed: string): string {
  return `${seed}-secrets`;
}

/** The name of the resource that is a namespace's preview twin. */
function previewName(binding: string): string {
  return `${binding}-preview`;
}

export type { Adopt, AdoptedNamespace } from "./adopt.ts";
export type { SecretRecord, SecretSeeds } from "./secret-seed/check.ts";
export { loadStackSchema, type StackSchema } from "./stack-schema.ts";

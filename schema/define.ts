import type { core } from "zod";
import type { AssetsOptions } from "./assets-options.ts";
import type { CollectionOptions, RecordOptions } from "./collection-options.ts";
import type { Described } from "./described.ts";
import type { Jurisdiction, NameCase, ValueCodec } from "./model.ts";
import type { PointerTemplates } from "./pointer-options.ts";
import type { RedactOption } from "./redact.ts";
import type { SeedSource } from "./seed-source.ts";

/** Marks a definition, so that one from another copy of this package is still recognized. */
export const DEFINITION: unique symbol = Symbol.for("keyloom.definition") as never;

/** A collection as the author wrote it. The checks validate it, not this module. */
export interface CollectionDefinition {
  readonly [DEFINITION]: "collection";
  readonly options: RecordOptions<string, core.$ZodType, ValueCodec> & {
    readonly value?: core.$ZodType;
    readonly fallback?: unknown;
    readonly pointers?: PointerTemplates;
    readonly redact?: RedactOption;
    readonly seed?: SeedSource;
  };
}

/** An asset collection as the author wrote it. */
export interface AssetsDefinition {
  readonly [DEFINITION]: "assets";
  readonly options: AssetsOptions<string>;
}

/** What a namespace takes. */
export interface NamespaceOptions extends Described {
  /** The title of the namespace in the account; `{stage}` stands for the stage's name. */
  readonly title: string;
  /** Whether `wrangler dev` gets a namespace of its own, the preview twin. The default is `false`. */
  readonly preview?: boolean;
  /**
   * Where the data may be stored. It is fixed when the namespace is created: another jurisdiction means
   * another namespace, without the data.
   */
  readonly jurisdiction?: Jurisdiction;
  /**
   * The former binding of the namespace, so that a stack keeps using the namespace: without this, a new
   * binding is a new namespace. Remove it when all stages are up to date.
   */
  readonly renamedFrom?: string | readonly string[];
  /** What `collection` and `assets` return, by the names of the accessors. */
  readonly collections: Readonly<Record<string, CollectionDefinition | AssetsDefinition>>;
}

/** What `defineKv` takes. */
export interface KvOptions {
  /** The generated file, relative to the schema file. The default is `keyloom.gen.ts`. */
  readonly output?: string;
  /** The naming conventions that `keyloom lint` checks. */
  readonly conventions?: {
    /** The text between the segments of a key; `:` by default. Parameters never contain it unencoded. */
    readonly separator?: string;
    /** Literal segments of keys; `kebab-case` by default. */
    readonly segments?: NameCase;
    /** Bindings; `CONSTANT_CASE` by default. */
    readonly namespaces?: NameCase;
    /** Collections; `camelCase` by default. */
    readonly collections?: NameCase;
  };
  /**
   * Whether a type may have parts that cannot be compiled, such as `.refine()`. The generated code then
   * calls those parts of this schema, and the Worker bundles the schema file and zod. `keyloom generate`
   * lists such parts; with `"error"` they are problems. The default is `"allow"`.
   */
  readonly zodInWorker?: "allow" | "error";
  /** Namespaces by their binding. */
  readonly namespaces: Readonly<Record<string, NamespaceOptions>>;
}

/** The default export of a schema file. */
export interface KvDefinition {
  readonly [DEFINITION]: "kv";
  readonly options: KvOptions;
}

/** What the author wrote for a collection of records; nothing for assets. */
export function recordsOptions(
  { options }: KvDefinition,
  binding: string,
  collection: string,
): CollectionDefinition["options"] | undefined {
  const definition = options.namespaces[binding]?.collections[collection];
  return definition !== undefined && isRecords(definition) ? definition.options : undefined;
}

function isRecords(
  definition: CollectionDefinition | AssetsDefinition,
): definition is CollectionDefinition {
  return definition[DEFINITION] === "collection";
}

/** Defines the KV namespaces of a Worker. The result is the default export of a schema file. */
export function defineKv(options: KvOptions): KvDefinition {
  return { [DEFINITION]: "kv", options };
}

/** Defines one kind of record: its keys, values, metadata and TTL. */
export function collection<
  const Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType = core.$ZodNever,
  const Codec extends ValueCodec = "json",
  const Pointers extends PointerTemplates = Readonly<Record<never, never>>,
>(options: CollectionOptions<Template, Value, Metadata, Codec, Pointers>): CollectionDefinition {
  return { [DEFINITION]: "collection", options: options as never };
}

/** Defines a folder of files that a Worker serves. Content type, ETag and size travel as metadata. */
export function assets<const Template extends string>(
  options: AssetsOptions<Template>,
): AssetsDefinition {
  return { [DEFINITION]: "assets", options };
}

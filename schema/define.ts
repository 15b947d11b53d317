import type { core } from "zod";
import type { Encoding } from "../src/runtime/accept-encoding.ts";
import type { Duration } from "../src/runtime/duration.ts";
import type { Ttl } from "../src/runtime/ttl.ts";
import type { BytesCodec } from "./codec.ts";
import type { Described, DescribedRecords } from "./described.ts";
import type { MethodName } from "./methods.ts";
import type { Jurisdiction, NameCase, ValueCodec } from "./model.ts";
import type { ParamSchema } from "./param.ts";
import type { RecordRedactions, RedactOption, RedactPolicy } from "./redact.ts";
import type { ParamName } from "./template.ts";
import type { TtlPolicy } from "./ttl.ts";

/** Marks a definition, so that one made by another copy of this package is still known. */
export const DEFINITION: unique symbol = Symbol.for("keyloom.definition") as never;

/** Where a collection's seed comes from: records written here, or a file by its path. */
export type SeedSource<Value = unknown, Metadata = unknown, Param extends string = string> =
  | readonly (SeedRecord<Value, Metadata> & SeedParams<Param>)[]
  /** A `.json` file (an array of records), an `.ndjson` or `.csv` file, or a module whose default export gives records. */
  | string;

/** A record has a value for each parameter of its key template. */
type SeedParams<Param extends string> = [Param] extends [never]
  ? { readonly params?: Readonly<Record<string, never>> }
  : string extends Param
    ? unknown
    : { readonly params: { readonly [Name in Param]: unknown } };

/** One record of a seed. */
export interface SeedRecord<Value = unknown, Metadata = unknown> {
  /** The key's parameters; left out where the template has none. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly value: Value;
  readonly metadata?: Metadata;
  /** As in a `put`: whole seconds, or a duration such as `"2h"`. */
  readonly ttl?: Ttl;
}

/**
 * Of a template without parameters none may be named, which an empty object type would allow. To the
 * compiler each object has a `constructor`, which is no schema: of such a name the checks say it.
 */
type ParamSchemas<Param extends string> = [Param] extends [never]
  ? Readonly<Record<string, never>>
  : {
      readonly [Name in Param]?: Name extends keyof typeof Object.prototype ? unknown : ParamSchema;
    };

/** The name of a pointer says what it finds by, and is that of no method of an accessor. */
type PointerName = `by${Capitalize<string>}`;

/** The key templates of pointers, by name, as the author writes them. */
export type PointerTemplates = Readonly<Record<PointerName, string | PointerOptions>>;

/** A pointer that is more than its key template. */
export interface PointerOptions<Template extends string = string> {
  /** The key template, of parameters of the record's own key and fields of its value. */
  readonly key: Template;
  /**
   * What becomes of a record whose pointer another record has: it is refused (`throw`, the default),
   * or gets the pointer in its place (`replace`), so that the last one written is found.
   */
  readonly onTaken?: "throw" | "replace";
}

/** Pointers of which each parameter is known; for one that is not, a text says so in the compiler's message. */
type KnownPointers<Pointers, Known extends string> = {
  readonly [Name in keyof Pointers]: Name extends PointerName
    ? Pointers[Name] extends string
      ? KnownTemplate<Pointers[Name], Known>
      : Pointers[Name] extends { readonly key: infer Template extends string }
        ? PointerOptions<KnownTemplate<Template, Known>>
        : never
    : "a pointer's name starts with `by`: byEmail";
};

type KnownTemplate<Template extends string, Known extends string> = [
  Exclude<ParamName<Template>, Known>,
] extends [never]
  ? Template
  : `neither the key nor the value has {${Exclude<ParamName<Template>, Known>}}`;

/** The fields of a value by name. */
type FieldName<Value extends core.$ZodType> =
  core.output<Value> extends infer Output
    ? Output extends object
      ? keyof Output & string
      : never
    : never;

/** What `collection` takes. */
export type CollectionOptions<
  Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType,
  Codec extends ValueCodec = "json",
  Pointers extends PointerTemplates = PointerTemplates,
> = RecordOptions<Template, Metadata, Codec> &
  ValueOptions<Template, Value, Metadata, Codec> &
  PointedOptions<Template, Value, Metadata, Pointers>;

/** The options that have to do with the key and with the value. */
interface PointedOptions<
  Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType,
  Pointers extends PointerTemplates,
> {
  /**
   * Other keys that lead to a record, by names such as `byEmail`: `"user-email:{email}"`. What stands
   * in braces is a parameter of `key` or a field of the value; a record without that field has no
   * such pointer.
   */
  readonly pointers?: Pointers & KnownPointers<Pointers, ParamName<Template> | FieldName<Value>>;
  /**
   * What stands in place of personal data where records are copied to another stage, in the form of a
   * record: `{ value: { email: redact.email() } }`; or why there is none.
   */
  readonly redact?: RecordRedactions<Template, Value, Metadata> | RedactPolicy;
}

/** The options that have to do with the value's type, of which bytes have none. */
type ValueOptions<
  Template extends string,
  Value extends core.$ZodType,
  Metadata extends core.$ZodType,
  Codec extends ValueCodec,
> = [Codec] extends [BytesCodec]
  ? {
      readonly value?: never;
      readonly fallback?: never;
      readonly seed?: SeedSource<Uint8Array, core.input<Metadata>, ParamName<Template>>;
    }
  : {
      /** The value's type. */
      readonly value: Value;
      /** What a read gives where the key is missing. */
      readonly fallback?: core.output<Value>;
      readonly seed?: SeedSource<core.input<Value>, core.input<Metadata>, ParamName<Template>>;
    };

/** The options of a collection of whatever values. */
interface RecordOptions<
  Template extends string,
  Metadata extends core.$ZodType,
  Codec extends ValueCodec,
> extends DescribedRecords {
  /** The key template: `session:{userId}:{device}`. */
  readonly key: Template;
  /** A zod type, or `param.custom`, for each parameter that is more than a non-empty string. */
  readonly params?: ParamSchemas<ParamName<Template>>;
  /** The metadata's type: at most 1,024 bytes of JSON, and what a list gives without reading values. */
  readonly metadata?: Metadata;
  /** How long records live. There is no default: each collection says so. */
  readonly ttl: TtlPolicy;
  /**
   * How values are stored: `json` (the default), `text` for string types, `bytes` or `stream` in place
   * of a `value`, or `gzip(…)` and `sealed(…)` of them.
   */
  readonly codec?: Codec;
  /**
   * The version of the values, from 1 on. Older ones are read as new ones, and are written as such
   * with the next `put`. What tells no version is of version 1.
   */
  readonly version?: number;
  /**
   * A function of a module of yours for each version below the current one, which makes a value of the
   * next (`Upcast` in `keyloom/runtime`).
   */
  readonly upcasts?: Readonly<Record<number, ModuleExport>>;
  /** Where a record tells its version: around the JSON (the default), or in the metadata. */
  readonly versionIn?: "envelope" | "metadata";
  /** How long a data centre may keep the answer of a read: at least 30 s. A read may say otherwise. */
  readonly cacheTtl?: number | Duration;
  /** Lets a read load what is not there: gives the accessor `getOrLoad`. */
  readonly cache?: CacheOptions;
  /**
   * What becomes of a stored value that is not of its type: `throw` it (the default), treat the record
   * as `missing`, or hand it to a function of a module of yours (`Repair` in `keyloom/runtime`).
   */
  readonly onInvalid?: "throw" | "missing" | ModuleExport;
  /**
   * The methods that the accessor has, besides `key`. All of them unless said otherwise: without `list` and
   * `deleteAll` nobody reads or removes all records by mistake.
   */
  readonly methods?: readonly MethodName[];
  /** What the collection was called before, so that the stack knows its seed by that name. */
  readonly renamedFrom?: string | readonly string[];
}

/** How a collection caches what a loader gives. */
export interface CacheOptions {
  /** How long a value is served past its TTL while a new one is loaded, or where loading fails. */
  readonly stale?: number | Duration;
  /** How long "there is none" is kept; it is not without this. At least 60 s. */
  readonly negative?: number | Duration;
  /**
   * By how much the TTL may be shortened, from 0 to 1, so that values which were written together do
   * not expire together.
   */
  readonly jitter?: number;
}

/** An export of a module of the author's that the generated code imports. */
export interface ModuleExport {
  /** The module, relative to the schema file. It runs in the Worker. */
  readonly from: string;
  readonly name: string;
}

/** What `assets` takes. */
export interface AssetsOptions<Template extends string> extends Described {
  /** The key template, with one parameter for the file's path: `site:{path}`. */
  readonly key: Template;
  /** The folder, relative to the schema file. */
  readonly from: string;
  /** What the paths of requests start with, for `serve`: `/static`. The root unless said otherwise. */
  readonly mount?: string;
  /** The page that `serve` answers with where nothing is found, by its path in the folder: `404.html`. */
  readonly notFound?: string;
  /**
   * The `Cache-Control` of what `serve` sends: one for all files, or by patterns with a `*` for any
   * text, `{ "assets/*": "public, max-age=31536000, immutable" }`, of which the first that fits a
   * file's path counts. `public, max-age=0, must-revalidate` where none does.
   */
  readonly cacheControl?: string | Readonly<Record<string, string>>;
  /**
   * Whether files of text are stored compressed as well, for `serve` to send to clients that take
   * that; `true` is both ways. Off unless said otherwise.
   */
  readonly precompress?: boolean | readonly Encoding[];
  /** How long a data centre may keep a file: at least 30 s. A deploy is seen there that much later. */
  readonly cacheTtl?: number | Duration;
  /** What the collection was called before, so that the stack knows its files by that name. */
  readonly renamedFrom?: string | readonly string[];
}

/** A collection as the author wrote it. Everything in it is judged by the checks, not here. */
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
  /** Whether `wrangler dev` gets a namespace of its own. */
  readonly preview?: boolean;
  /**
   * Where the data may be stored. It is chosen when the namespace is made: one with another
   * jurisdiction is another namespace, without the data.
   */
  readonly jurisdiction?: Jurisdiction;
  /**
   * The binding that the namespace had before, so that a stack goes on with it: without this, a new
   * binding is a new namespace. It can go when all stages are up to date.
   */
  readonly renamedFrom?: string | readonly string[];
  readonly collections: Readonly<Record<string, CollectionDefinition | AssetsDefinition>>;
}

/** What `defineKv` takes. */
export interface KvOptions {
  /** The generated file, relative to the schema file. `keyloom.gen.ts` unless said otherwise. */
  readonly output?: string;
  /** The naming conventions that `keyloom lint` checks. */
  readonly conventions?: {
    /** The text between the segments of a key; `:` unless said otherwise. Parameters never hold it unencoded. */
    readonly separator?: string;
    /** Literal segments of keys; `kebab-case` unless said otherwise. */
    readonly segments?: NameCase;
    /** Bindings; `CONSTANT_CASE` unless said otherwise. */
    readonly namespaces?: NameCase;
    /** Collections; `camelCase` unless said otherwise. */
    readonly collections?: NameCase;
  };
  /**
   * Whether a type may hold what cannot be compiled, such as `.refine()`: the generated code then calls
   * that part of this schema, so that the Worker bundles the schema file and zod. `keyloom generate`
   * lists such parts; with `"error"` they are problems. `"allow"` unless said otherwise.
   */
  readonly zodInWorker?: "allow" | "error";
  /** Namespaces by the name of their binding. */
  readonly namespaces: Readonly<Record<string, NamespaceOptions>>;
}

/** The default export of a schema file. */
export interface KvDefinition {
  readonly [DEFINITION]: "kv";
  readonly options: KvOptions;
}

/** What the author wrote of a collection of records; nothing for assets. */
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

/** Defines the KV namespaces of a Worker. A schema file exports the result by default. */
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

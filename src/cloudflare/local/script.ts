/** A binding of a Worker as the API takes it; of other types more than this. */
export interface ScriptBinding {
  readonly type: string;
  readonly name: string;
  /** Of `kv_namespace`. */
  readonly namespace_id?: string;
  /** Of `plain_text` and `secret_text`. */
  readonly text?: string;
  /** Of `json`. */
  readonly json?: unknown;
}

/** What is uploaded with a Worker's modules, as far as it is kept. */
export interface ScriptMetadata {
  readonly main_module?: string;
  /** The part that is a Worker in service-worker syntax, in place of a main module. */
  readonly body_part?: string;
  readonly bindings?: readonly ScriptBinding[];
  readonly compatibility_date?: string;
  readonly compatibility_flags?: readonly string[];
}

/** A module of a Worker. */
export interface ScriptModule {
  /** By which the others import it. */
  readonly name: string;
  /** Says what it is: `application/javascript+module`. */
  readonly contentType: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** One upload of a Worker. */
export interface ScriptVersion {
  readonly id: string;
  /** From 1 for the first. */
  readonly number: number;
  readonly etag: string;
  readonly createdOn: string;
  readonly metadata: ScriptMetadata;
  /** The main module is the first of them. */
  readonly modules: readonly [ScriptModule, ...ScriptModule[]];
}

/** Which versions of a Worker are run. */
export interface Deployment {
  readonly id: string;
  readonly createdOn: string;
  readonly versions: readonly { readonly version: ScriptVersion; readonly percentage: number }[];
}

/** A Worker of the account. */
export interface Script {
  readonly name: string;
  /** Stays the same when the Worker is renamed. */
  readonly tag: string;
  readonly createdOn: string;
  /** The oldest first. */
  readonly versions: readonly ScriptVersion[];
  /** The newest, which is the one that counts, is the first. */
  readonly deployments: readonly Deployment[];
  readonly isOnSubdomain: boolean;
}

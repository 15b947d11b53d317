import type { AssetFiles } from "./assets.ts";

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

/** How a Worker's static files are served. */
export interface AssetsConfig {
  readonly html_handling?: string;
  readonly not_found_handling?: string;
  readonly base_path?: string;
  /** Whether the Worker's code comes first: always, or for some paths. */
  readonly run_worker_first?: boolean | readonly string[];
  /** The text of a file `_headers`, and of one `_redirects`. */
  readonly _headers?: string;
  readonly _redirects?: string;
}

/** What is uploaded with a Worker's modules, as far as it is kept. */
export interface ScriptMetadata {
  readonly main_module?: string;
  /** The part that is a Worker in service-worker syntax, in place of a main module. */
  readonly body_part?: string;
  readonly bindings?: readonly ScriptBinding[];
  readonly compatibility_date?: string;
  readonly compatibility_flags?: readonly string[];
  /** The types of bindings that are kept of the version before: an upload does not have secrets. */
  readonly keep_bindings?: readonly string[];
  readonly assets?: {
    /** The token of static files that were uploaded before. */
    readonly jwt?: string;
    readonly config?: AssetsConfig;
  };
  /** Whether the static files of the version before are kept. */
  readonly keep_assets?: boolean;
}

/** A module of a Worker. */
export interface ScriptModule {
  /** By which the others import it. */
  readonly name: string;
  /** Says what it is: `application/javascript+module`. */
  readonly contentType: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** What is uploaded of a Worker. */
export interface Upload {
  readonly metadata: ScriptMetadata;
  readonly modules: readonly ScriptModule[];
}

/** One upload of a Worker, as it is kept. */
export interface ScriptVersion {
  readonly id: string;
  /** From 1 for the first. */
  readonly number: number;
  readonly etag: string;
  readonly createdOn: string;
  readonly metadata: ScriptMetadata;
  /** Those of the upload, and those that it keeps. */
  readonly bindings: readonly ScriptBinding[];
  /** The main module is the first of them. There are none where there are static files alone. */
  readonly modules: readonly ScriptModule[];
  /** Its static files, where it has any. */
  readonly assets: AssetFiles | undefined;
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

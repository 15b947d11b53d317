import type { AssetFiles } from "./assets.ts";

/** A binding of a Worker in the form of the API; other types have more properties. */
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

/** What is uploaded with a Worker's modules, as far as it is stored. */
export interface ScriptMetadata {
  readonly main_module?: string;
  /** The part with a Worker in service-worker syntax, instead of a main module. */
  readonly body_part?: string;
  readonly bindings?: readonly ScriptBinding[];
  readonly compatibility_date?: string;
  readonly compatibility_flags?: readonly string[];
  /** The types of bindings that are kept from the previous version: an upload does not have secrets. */
  readonly keep_bindings?: readonly string[];
  readonly assets?: {
    /** The token of previously uploaded static files. */
    readonly jwt?: string;
    readonly config?: AssetsConfig;
  };
  /** Whether the static files of the previous version are kept. */
  readonly keep_assets?: boolean;
}

/** A module of a Worker. */
export interface ScriptModule {
  /** The name by which the others import it. */
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

/** One upload of a Worker, as it is stored. */
export interface ScriptVersion {
  readonly id: string;
  /** From 1 for the first. */
  readonly number: number;
  readonly etag: string;
  readonly createdOn: string;
  readonly metadata: ScriptMetadata;
  /** The bindings of the upload, and those that it keeps. */
  readonly bindings: readonly ScriptBinding[];
  /** The first is the main module. There are none if the Worker has only static files. */
  readonly modules: readonly ScriptModule[];
  /** Its static files, if any. */
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
  /** The newest, which is in effect, comes first. */
  readonly deployments: readonly Deployment[];
  readonly isOnSubdomain: boolean;
}

import type { Encoding } from "../src/runtime/accept-encoding.ts";
import type { Duration } from "../src/runtime/duration.ts";
import type { Described } from "./described.ts";
import type { MethodName } from "./method-names.ts";
import type { TtlPolicy } from "./ttl.ts";

/** What `assets` takes. */
export interface AssetsOptions<Template extends string> extends Described {
  /** The key template, with one parameter for the file's path: `site:{path}`. */
  readonly key: Template;
  /** The folder, relative to the schema file; left out if the Worker itself puts all files. */
  readonly from?: string;
  /** What the paths of requests start with, for `serve`: `/static`. The default is the root. */
  readonly mount?: string;
  /**
   * Whether `serve` finds pages without `.html`: `/about` then serves `about.html`, and `/about.html`
   * redirects there. The default is `false`.
   */
  readonly cleanUrls?: boolean;
  /**
   * The page of an application that routes in the browser, `index.html`: `serve` returns it with status 200
   * for page paths that match no file. Paths with an extension, such as a script's, are still not found.
   */
  readonly singlePageApp?: string;
  /** The page that `serve` returns when nothing is found, by its path in the folder: `404.html`. */
  readonly notFound?: string;
  /**
   * The `Cache-Control` header that `serve` sends: one for all files, or one per pattern, in which a `*`
   * matches any text: `{ "assets/*": "public, max-age=31536000, immutable" }`. The first pattern that
   * matches a file's path counts. The default is `public, max-age=0, must-revalidate`.
   */
  readonly cacheControl?: string | Readonly<Record<string, string>>;
  /**
   * Whether text files are also stored compressed, for `serve` to send to clients that accept it;
   * `true` means both encodings. The default is `false`.
   */
  readonly precompress?: boolean | readonly Encoding[];
  /** How long files live, in a collection without a folder. By default, they never expire. */
  readonly ttl?: TtlPolicy;
  /** How long a data center may cache a file: at least 30 s. A deploy becomes visible there that much later. */
  readonly cacheTtl?: number | Duration;
  /**
   * The methods of the accessor, besides `key` and `serve`. The default is all of them; `[]` keeps the code for
   * writing and listing files out of the Worker.
   */
  readonly methods?: readonly MethodName[];
  /** The former name of the collection, under which the stack knows its files. */
  readonly renamedFrom?: string | readonly string[];
}

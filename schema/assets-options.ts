import type { Encoding } from "../src/runtime/accept-encoding.ts";
import type { Duration } from "../src/runtime/duration.ts";
import type { Described } from "./described.ts";

/** What `assets` takes. */
export interface AssetsOptions<Template extends string> extends Described {
  /** The key template, with one parameter for the file's path: `site:{path}`. */
  readonly key: Template;
  /** The folder, relative to the schema file; left out where all files are put by the Worker itself. */
  readonly from?: string;
  /** What the paths of requests start with, for `serve`: `/static`. The root unless said otherwise. */
  readonly mount?: string;
  /**
   * Whether `serve` finds pages without `.html`: `/about` is `about.html` then, and `/about.html` leads there.
   * Off unless said otherwise.
   */
  readonly cleanUrls?: boolean;
  /**
   * The page of an application that routes in the browser, `index.html`: `serve` answers paths of pages that no
   * file has with it, and with status 200. Those with an extension, such as a script's, are still not found.
   */
  readonly singlePageApp?: string;
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

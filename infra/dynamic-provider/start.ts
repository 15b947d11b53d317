/**
 * Starts Pulumi's own provider for dynamic resources, from the project's Pulumi, in a fifth of its usual time,
 * and lets it answer with the hashes of large seeds in little memory. Everything else is Pulumi's: Keyloom's
 * resources stay the same, and it also serves a program's own dynamic resources.
 */
import * as nodeModule from "node:module";
import { join } from "node:path";
import { loadLater } from "../start-up/later-modules.ts";
import { keepLongTextsSmall } from "./long-texts.ts";

/** What the engine would start otherwise. */
const PROVIDER = "@pulumi/pulumi/cmd/dynamic-provider";

nodeModule.enableCompileCache?.();
// Like Pulumi's own script, it looks from where the engine has started it: the program's folder.
const here = join(process.cwd(), "Pulumi.yaml");
const require = nodeModule.createRequire(here);
try {
  require.resolve(PROVIDER);
} catch {
  console.error(
    `@pulumi/pulumi is not found from ${process.cwd()}, where Pulumi runs.\nhelp: Install the project's packages, for example with \`npm ci\`.`,
  );
  process.exit(1);
}
const later = loadLater(here);
keepLongTextsSmall(here);
require(PROVIDER);
later.letGo();
// Node would write the cache when it exits, but the engine kills its providers at the end.
setImmediate(() => nodeModule.flushCompileCache?.());

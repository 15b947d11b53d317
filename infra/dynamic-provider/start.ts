/**
 * Starts Pulumi's own provider for resources of programs, that of the project's Pulumi, in a fifth of the time
 * that it takes by itself, and lets it answer with the hashes of large seeds in little memory. All else is
 * as Pulumi has it: the resources of Keyloom are no others with it, and a program's own ones are served, too.
 */
import * as nodeModule from "node:module";
import { join } from "node:path";
import { keepCompiled } from "../compile-cache.ts";
import { loadLater } from "../later-modules.ts";
import { keepLongTextsSmall } from "./long-texts.ts";

/** What the engine starts otherwise. */
const PROVIDER = "@pulumi/pulumi/cmd/dynamic-provider";

keepCompiled();
// Pulumi's own script looks from where the engine has started it as well: the program's folder.
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
// The engine kills its providers at the end, and Node would write it as it ends.
setImmediate(() => nodeModule.flushCompileCache?.());

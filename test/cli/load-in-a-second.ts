/** A program that imports the module at a given path like `keyloom`, but with a shorter time limit. */
import { pathToFileURL } from "node:url";
import { importInTime } from "../../schema/modules/import-in-time.ts";
import { end } from "../../src/cli/end.ts";
import { exitCodeOf } from "../../src/cli/program.ts";

const [path = ""] = process.argv.slice(2);
await importInTime(pathToFileURL(path).href, path, 1000).catch((error) => end(exitCodeOf(error)));

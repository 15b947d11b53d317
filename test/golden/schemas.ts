import { readdirSync } from "node:fs";
import { join } from "node:path";
import { REPO } from "../project.ts";

/** The folders of the golden files: `keyloom.schema.ts`, what is generated from it, and a worker that uses that. */
export const GOLDEN_FOLDERS: readonly string[] = [
  join(REPO, "test", "fixtures", "shop"),
  ...readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(import.meta.dirname, name)),
];

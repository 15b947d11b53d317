/** What Pulumi.yaml runs. */
import { fileURLToPath } from "node:url";
import { program } from "./program.ts";

/** By binding: what a wrangler file needs. */
export const { namespaces } = await program(fileURLToPath(new URL("..", import.meta.url)));

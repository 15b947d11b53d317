/** What Pulumi.yaml runs. */
import { program } from "./program.ts";

/** By binding: what a wrangler file needs. */
export const { namespaces } = await program();

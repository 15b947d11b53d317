/** The `Pulumi.yaml` of a project of one's own, whose program is `index.ts`. */
export const PULUMI_YAML = `name: keyloom
main: index.ts
runtime:
  name: nodejs
  options: { typescript: false, nodeargs: "--conditions=@keyloom/source" }
`;

/** The folder from which a project starts Pulumi's provider by Keyloom, as the guide has it. */
export const KEYLOOMS_START = "node_modules/keyloom/pulumi-nodejs";

/** The end of a `Pulumi.yaml` that has Pulumi's provider of dynamic resources started from a folder. */
export function providerFrom(folder: string): string {
  return `plugins:
  providers:
    - name: pulumi-nodejs
      path: ${folder}
`;
}

/** A program that makes the stack of the project's schema; `options` are its other options, as code. */
export function stackProgram(options: string): string {
  return `import { KeyloomStack, loadStackSchema } from "keyloom/pulumi";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config("keyloom");
new KeyloomStack("keyloom", {
  schema: await loadStackSchema("./keyloom.schema.ts"),
  accountId: config.require("accountId"),
  ${options}
});
`;
}

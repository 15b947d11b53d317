import * as pulumi from "@pulumi/pulumi";
import { hasEngine } from "../has-engine.ts";

/** Where Cloudflare's SDK finds what it calls the API with, besides what it is given. */
const VARIABLES = [
  "CLOUDFLARE_API_TOKEN",
  "CLOUDFLARE_API_KEY",
  "CLOUDFLARE_API_USER_SERVICE_KEY",
] as const;

/**
 * Looks whether seeds can be sent, which the provider would find out only when their namespaces are
 * there. A preview sends none: it goes on with a warning, as for a pull request of a fork, which has no
 * secrets. So does a program that runs without Pulumi's engine, as in a unit test.
 *
 * @param stack that the warning belongs to.
 * @throws RunError where neither the environment nor the stack's configuration has a token.
 */
export function checkCredentials(stack: pulumi.Resource): void {
  if (!hasEngine() || hasCredentials(["apiToken"])) return;
  const message =
    "seeds need their own API token, and there is none: set CLOUDFLARE_API_TOKEN, or run `pulumi config set --secret cloudflare:apiToken`. A token that only a provider of the program has is not used";
  if (!pulumi.runtime.isDryRun()) throw new pulumi.RunError(message);
  warn(`${message}. \`pulumi up\` stops here`, stack);
}

/**
 * Warns where the provider of the namespaces has nothing to call the API with: it makes the calls all the
 * same, and shows the API's answer to them. Where nothing has changed, it needs none.
 *
 * @param stack that the warning belongs to.
 */
export function warnOfNoCredentials(stack: pulumi.Resource): void {
  if (!hasEngine()) return;
  if (hasCredentials(["apiToken", "apiKey", "apiUserServiceKey"])) return;
  warn(
    "there is no Cloudflare API token to create namespaces with: set CLOUDFLARE_API_TOKEN, or run `pulumi config set --secret cloudflare:apiToken`",
    stack,
  );
}

/** Whether the environment has what the API is called with, or one of some names of `cloudflare:`. */
function hasCredentials(names: readonly string[]): boolean {
  const config = new pulumi.Config("cloudflare");
  return (
    VARIABLES.some((name) => process.env[name]) ||
    names.some((name) => config.getSecret(name) !== undefined)
  );
}

function warn(message: string, stack: pulumi.Resource): void {
  // A log that the engine does not take stops nothing.
  void pulumi.log.warn(message, stack);
}

/** The token that seeds are sent with; `undefined` where there is none, or a key in place of it. */
export function token(): pulumi.Output<string | undefined> {
  const configured = new pulumi.Config("cloudflare").getSecret("apiToken");
  return configured ?? pulumi.output(process.env["CLOUDFLARE_API_TOKEN"] || undefined);
}

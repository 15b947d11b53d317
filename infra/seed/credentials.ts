import * as pulumi from "@pulumi/pulumi";
import { hasEngine } from "../has-engine.ts";

/** Where Cloudflare's SDK finds credentials, besides those that it is given. */
const VARIABLES = [
  "CLOUDFLARE_API_TOKEN",
  "CLOUDFLARE_API_KEY",
  "CLOUDFLARE_API_USER_SERVICE_KEY",
] as const;

/**
 * Checks whether seeds can be sent, which the provider would find out only after creating their namespaces.
 * A preview sends none: it continues with a warning, as for a pull request of a fork, which has no secrets.
 * So does a program that runs without Pulumi's engine, as in a unit test.
 *
 * @param stack the resource that the warning belongs to.
 * @throws RunError if neither the environment nor the stack's configuration has a token.
 */
export function checkCredentials(stack: pulumi.Resource): void {
  if (!hasEngine() || hasCredentials(["apiToken"])) return;
  const message =
    "seeds need their own API token, and there is none: set CLOUDFLARE_API_TOKEN, or run `pulumi config set --secret cloudflare:apiToken`. A token that only a provider of the program has is not used";
  if (!pulumi.runtime.isDryRun()) throw new pulumi.RunError(message);
  warn(`${message}. \`pulumi up\` stops here`, stack);
}

/**
 * Warns if the provider of the namespaces has no credentials: it still makes the calls, and shows the API's
 * answer to them. If nothing has changed, it needs none.
 *
 * @param stack the resource that the warning belongs to.
 */
export function warnOfNoCredentials(stack: pulumi.Resource): void {
  if (!hasEngine()) return;
  if (hasCredentials(["apiToken", "apiKey", "apiUserServiceKey"])) return;
  warn(
    "there is no Cloudflare API token to create namespaces with: set CLOUDFLARE_API_TOKEN, or run `pulumi config set --secret cloudflare:apiToken`",
    stack,
  );
}

/** Whether the environment has credentials, or `cloudflare:` has one of these names. */
function hasCredentials(names: readonly string[]): boolean {
  const config = new pulumi.Config("cloudflare");
  return (
    VARIABLES.some((name) => process.env[name]) ||
    names.some((name) => config.getSecret(name) !== undefined)
  );
}

function warn(message: string, stack: pulumi.Resource): void {
  // A log message that the engine rejects must not stop anything.
  void pulumi.log.warn(message, stack);
}

/** The token that seeds are sent with; `undefined` if there is none, or a key instead. */
export function token(): pulumi.Output<string | undefined> {
  const configured = new pulumi.Config("cloudflare").getSecret("apiToken");
  return configured ?? pulumi.output(process.env["CLOUDFLARE_API_TOKEN"] || undefined);
}

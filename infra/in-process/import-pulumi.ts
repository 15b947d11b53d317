import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** What Pulumi loads at once, and needs only where it turns functions into text: 370 ms and 50 MB. */
const LATER = ["typescript", "@npmcli/arborist"];

/** In front of the name of a package in the URL of its stand-in. */
const SCHEME = "keyloom-later:";

/**
 * Imports modules that import Pulumi's package, without the parts of it that no program of Keyloom's own
 * uses: TypeScript's compiler and npm's installer. Should anything ask for one of them nevertheless, it
 * is loaded then.
 */
export async function importPulumi<Module>(load: () => Promise<Module>): Promise<Module> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const isLater =
        LATER.includes(specifier) && context.parentURL?.includes("/@pulumi/pulumi/") === true;
      return isLater ? { ...found, url: `${SCHEME}${found.url}` } : found;
    },
    load(url, context, next) {
      if (!url.startsWith(SCHEME)) return next(url, context);
      return {
        format: "commonjs",
        source: standIn(fileURLToPath(url.slice(SCHEME.length))),
        shortCircuit: true,
      };
    },
  });
  try {
    return await load();
  } finally {
    hooks.deregister();
  }
}

/** A module that loads another one when something of it is asked for. */
function standIn(path: string): string {
  // What `tsc` makes of `import *` would copy it, were it not said to be a module of ES.
  return `module.exports = new Proxy({}, {
    get: (_, name) => name === "__esModule" || require(${JSON.stringify(path)})[name],
  });`;
}

import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";

/** What Pulumi loads at once, and needs only where it turns functions into text: 370 ms and 50 MB. */
const LATER = ["typescript", "@npmcli/arborist"];

/** In front of the name of a package in the URL of its stand-in. */
const SCHEME = "keyloom-later:";

/**
 * Lets Pulumi's package be loaded without TypeScript's compiler and npm's installer until they are let go
 * again. Should anything of Pulumi ask for one of them, then or afterwards, it is loaded when that happens.
 */
export function loadLater(): { letGo(): void } {
  // Runtimes other than Node have no hooks, and load all of it.
  const hooks = nodeModule.registerHooks?.({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const isLater =
        LATER.includes(specifier) &&
        context.parentURL?.includes("/@pulumi/pulumi/") === true &&
        // And not what another one of these has done.
        found.url.startsWith("file:");
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
  return { letGo: () => hooks?.deregister() };
}

/** A module that loads another one when something of it is asked for. */
function standIn(path: string): string {
  // What `tsc` makes of `import *` would copy it, were it not said to be a module of ES.
  return `let real;
  module.exports = new Proxy({}, {
    get: (_, name) => name === "__esModule" || (real ??= require(${JSON.stringify(path)}))[name],
  });`;
}

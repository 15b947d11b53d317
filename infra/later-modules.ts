import { createRequire, Module } from "node:module";

/** What Pulumi loads at once, and needs only where it turns functions into text: 370 ms and 50 MB. */
const LATER = ["typescript", "@npmcli/arborist"];

/**
 * Lets Pulumi's package be loaded without TypeScript's compiler and npm's installer until they are let go
 * again. Should anything of Pulumi ask for one of them, then or afterwards, it is loaded when that happens.
 *
 * They stand in Node's cache of modules. A hook would be asked about each of Pulumi's 700 files, which
 * takes a sixth of the time that it takes to load them.
 */
export function loadLater(): { letGo(): void } {
  const standIns = LATER.map(standInFor);
  return {
    letGo() {
      for (const standIn of standIns) standIn?.letGo();
    },
  };
}

/** Puts a stand-in in the place of a package, unless it is loaded already or not there at all. */
function standInFor(name: string): { letGo(): void } | undefined {
  const place = placeOf(name);
  if (place === undefined) return undefined;
  const { path, require } = place;
  const { cache } = require;
  if (cache[path] !== undefined) return undefined;
  const standIn = new Module(path);
  const letGo = () => {
    if (cache[path] === standIn) delete cache[path];
  };
  let real: Record<string | symbol, unknown> | undefined;
  const load = () => {
    letGo();
    real = require(path) as typeof real & object;
    return real;
  };
  standIn.exports = new Proxy(
    {},
    // What `tsc` makes of `import *` would copy it, were it not said to be a module of ES.
    { get: (_, property) => property === "__esModule" || (real ?? load())[property] },
  );
  standIn.loaded = true;
  cache[path] = standIn;
  return { letGo };
}

/** Where Pulumi's package finds another one; `undefined` where one of them is not there. */
function placeOf(name: string) {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));
    return { path: require.resolve(name), require };
  } catch {
    return undefined;
  }
}

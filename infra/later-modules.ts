import { createRequire, Module } from "node:module";

/**
 * What Pulumi loads at once, and only some programs use: the first three where functions become text, then
 * what runs the CLI, which is 400 ms and 60 MB together; and versions and traces, 20 ms, which a provider for
 * resources of programs never looks at.
 */
const LATER = [
  ...["typescript", "@npmcli/arborist", "normalize-package-data", "./automation"],
  ...["semver", "@opentelemetry/api"],
];

/**
 * Lets Pulumi's package be loaded without these modules until they are let go again. Should anything ask
 * for one of them, then or afterwards, it is loaded when that happens.
 *
 * They stand in Node's cache of modules. A hook would be asked about each of Pulumi's 700 files, which
 * takes a sixth of the time that it takes to load them.
 *
 * @param from the file whose Pulumi is meant; this one, unless said otherwise.
 */
export function loadLater(from = import.meta.url): { letGo(): void } {
  const standIns = LATER.map((name) => putStandIn(name, from));
  return {
    letGo() {
      for (const standIn of standIns) standIn?.letGo();
    },
  };
}

/** Puts a stand-in in the place of a module, unless it is loaded already or not there at all. */
function putStandIn(name: string, from: string): { letGo(): void } | undefined {
  const place = placeOf(name, from);
  if (place === undefined) return undefined;
  const { path, require } = place;
  const { cache } = require;
  if (cache[path] !== undefined) return undefined;
  const standIn = new Module(path);
  const letGo = () => {
    if (cache[path] === standIn) delete cache[path];
  };
  standIn.exports = standInFor(() => {
    letGo();
    return require(path);
  });
  standIn.loaded = true;
  cache[path] = standIn;
  return { letGo };
}

type Exports = Readonly<Record<string | symbol, unknown>>;

/** An object that has all that a module exports, and loads it when it is asked for any of that. */
function standInFor(load: () => Exports): object {
  let loaded: Exports | undefined;
  const real = () => {
    loaded ??= load();
    return loaded;
  };
  return new Proxy(
    {},
    {
      get(_, name) {
        // What `tsc` makes of an import would copy it, or put it away as the default, were it not said to be
        // a module of ES.
        if (name === "__esModule") return true;
        return name === "default" ? (real()["default"] ?? real()) : real()[name];
      },
      has: (_, name) => name in real(),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor(_, name) {
        const found = Reflect.getOwnPropertyDescriptor(real(), name);
        // A proxy may show as fixed only what its own object has.
        return found && { ...found, configurable: true };
      },
    },
  );
}

/** Where Pulumi's package finds a module; `undefined` where one of the two is not there. */
function placeOf(name: string, from: string) {
  try {
    const require = createRequire(createRequire(from).resolve("@pulumi/pulumi"));
    return { path: require.resolve(name), require };
  } catch {
    return undefined;
  }
}

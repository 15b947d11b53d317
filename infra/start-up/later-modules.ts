import { createRequire, Module } from "node:module";

/**
 * What Pulumi loads immediately although only some programs use it: the first three turn functions into text,
 * then what runs the CLI, 400 ms and 60 MB together; and versions and traces, 20 ms, which a dynamic provider
 * never uses.
 */
const LATER = [
  ...["typescript", "@npmcli/arborist", "normalize-package-data", "./automation"],
  ...["semver", "@opentelemetry/api"],
];

/**
 * Lets Pulumi's package be loaded without these modules until `letGo` is called. If anything asks for one of
 * them, then or afterwards, it is loaded at that time.
 *
 * Stand-ins for them are in Node's module cache. A hook would be called for each of Pulumi's 700 files, which
 * takes a sixth of the time needed to load them.
 *
 * @param from the file whose Pulumi is meant; by default this one.
 */
export function loadLater(from = import.meta.url): { letGo(): void } {
  const standIns = LATER.map((name) => putStandIn(name, from));
  return {
    letGo() {
      for (const standIn of standIns) standIn?.letGo();
    },
  };
}

/** Replaces a module with a stand-in, unless it is already loaded or does not exist. */
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

/** An object that has all exports of a module, and loads the module when one of them is used. */
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
        // Otherwise the code that `tsc` emits for an import would copy it, or wrap it as the default: this marks it
        // as an ES module.
        if (name === "__esModule") return true;
        return name === "default" ? (real()["default"] ?? real()) : real()[name];
      },
      has: (_, name) => name in real(),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor(_, name) {
        const found = Reflect.getOwnPropertyDescriptor(real(), name);
        // A proxy may report as non-configurable only what its target has.
        return found && { ...found, configurable: true };
      },
    },
  );
}

/** Where Pulumi's package finds a module; `undefined` if one of the two does not exist. */
function placeOf(name: string, from: string) {
  try {
    const require = createRequire(createRequire(from).resolve("@pulumi/pulumi"));
    return { path: require.resolve(name), require };
  } catch {
    return undefined;
  }
}

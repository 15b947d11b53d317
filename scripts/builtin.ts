import packageJson from "../package.json" with { type: "json" };

/**
 * A Node module, in the build. The CLI has checked Node's version before it gets here. Anything else that
 * loads the build, such as ESLint and Pulumi, learns here that its Node is too old.
 */
export const builtin = process.getBuiltinModule ?? tooOld;

function tooOld(): never {
  throw new Error(
    `keyloom runs on Node ${packageJson.engines.node}, and this is ${process.version}`,
  );
}

/**
 * A Node module, loaded when something in it is used. What imports it inherits from it, and keeps what it has asked
 * for: it would ask for all properties if these were the module's own.
 */
export function builtinOnDemand(name: string): object {
  const get = (_: object, property: PropertyKey, importer: Record<PropertyKey, unknown>) => {
    importer[property] = Reflect.get(builtin(name) as object, property);
    return importer[property];
  };
  return Object.create(new Proxy({}, { get }));
}

/**
 * A package with a file of its own in the build, loaded when something in it is used: it may be called, or looked
 * up in, as the default export is, and what imports names from it inherits them.
 *
 * @param file the name of its file.
 */
export function packaged(file: string): object {
  let loaded: object | undefined;
  const load = () => {
    loaded ??= builtin("node:module").createRequire(import.meta.url)(`#packages/${file}`) as object;
    return loaded;
  };
  const standIn: object = new Proxy(() => {}, {
    get: (_, name) => Reflect.get(load(), name),
    apply: (_, self, args) => Reflect.apply(load() as () => unknown, self, args),
    getPrototypeOf: () => standIn,
  });
  return standIn;
}

let loading = 0;

/**
 * Loads a part of the build with all of its functions compiled at once, not each at its first call. Node caches a
 * module as it was compiled at first: what is called later would be compiled anew in each run, a sixteenth of a lint.
 *
 * V8 accepts what is cached only under the settings that it was made with, and so does Node for its own modules. So
 * this setting lasts only while a part is loaded. The build adds it to the imports of what each run needs.
 */
export async function whole<Part>(load: () => Promise<Part>): Promise<Part> {
  // In a Node that is too old, the CLI loads the part that says so.
  if (process.getBuiltinModule === undefined) return load();
  const { setFlagsFromString } = builtin("node:v8");
  loading++;
  setFlagsFromString("--no-lazy");
  try {
    return await load();
  } finally {
    loading--;
    if (loading === 0) setFlagsFromString("--lazy");
  }
}

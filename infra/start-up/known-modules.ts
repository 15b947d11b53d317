import { readFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";

/** The folder of the build that contains this file; the sources have none. */
const BUILD = /^.*\/dist\//.exec(import.meta.url)?.[0];

/** Where the build puts the parts that several of its entries need. */
const CHUNKS = BUILD && `${BUILD}chunks/`;

/** The modules of zod; its CommonJS files end with `.cjs`. */
const ZOD = /\/zod\/(?:v4\/(?:\w+\/)?)?\w+\.js$/;

/** How both import their own modules: a file by its name. */
const OWN_FILE = /^\.{1,2}\/.*\.js$/;

/** The module that exports zod's messages in all languages, as other modules of zod import it. */
const LOCALES = "../locales/index.js";

/** A line of that module: `export { default as de } from "./de.js";` */
const LOCALE = /^export \{ default as (\w+) \} from "(\.\/[\w-]+\.js)";$/gm;

/**
 * Tells Node where this build's and zod's own modules are. For each of a hundred modules, Node would ask the
 * disk whether it exists, what its real path is and which type its package has, which takes a sixth of the
 * total time of a short command.
 *
 * It also makes zod load the messages of a language only when the schema asks for them:
 * `z.config(z.locales.de())`. By default zod loads those of fifty languages, one file each, which is half of
 * its own start-up time and as long as Node's. If zod's module does not have the known form, it stays as it is.
 *
 * Call it before anything imports either. In a process that is not Keyloom's own, it is undone when they are
 * loaded.
 */
export function resolveKnownModules(): { letGo(): void } {
  // Nodes without it are too old to import a schema file.
  const hooks = nodeModule.registerHooks?.({
    resolve(specifier, context, nextResolve) {
      const { parentURL = "" } = context;
      const isChunk = CHUNKS !== undefined && parentURL.startsWith(CHUNKS);
      const isKnown = isChunk || ZOD.test(parentURL);
      if (!isKnown || !OWN_FILE.test(specifier)) return nextResolve(specifier, context);
      const url = new URL(specifier, parentURL).href;
      const text = specifier === LOCALES ? localesOnDemand(url) : undefined;
      return { url: text === undefined ? url : asUrl(text), format: "module", shortCircuit: true };
    },
  });
  return { letGo: () => hooks?.deregister() };
}

/** The text of a module that exports the same functions; `undefined` if there may be more to export. */
function localesOnDemand(url: string): string | undefined {
  const text = readFileSync(fileURLToPath(url), "utf8");
  if (text.replace(LOCALE, "").trim() !== "") return undefined;
  const exports = [...text.matchAll(LOCALE)].map(
    ([, name, file]) => `export const ${name} = () => require("${file}").default();`,
  );
  return [
    'import { createRequire } from "node:module";',
    `const require = createRequire(${JSON.stringify(url)});`,
    ...exports,
  ].join("\n");
}

function asUrl(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`;
}

import { readFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";

/** The folder of the build, in front of this file's place in it; the sources have none. */
const BUILD = /^.*\/dist\//.exec(import.meta.url)?.[0];

/** Where the build puts the parts that several of its entries need. */
const CHUNKS = BUILD && `${BUILD}chunks/`;

/** The modules of zod, of which those that are no modules end with `.cjs`. */
const ZOD = /\/zod\/(?:v4\/(?:\w+\/)?)?\w+\.js$/;

/** What both import of their own: a file by its name. */
const OWN_FILE = /^\.{1,2}\/.*\.js$/;

/** The module by which zod hands out the messages of all languages, as other modules of zod import it. */
const LOCALES = "../locales/index.js";

/** A line of that module: `export { default as de } from "./de.js";` */
const LOCALE = /^export \{ default as (\w+) \} from "(\.\/[\w-]+\.js)";$/gm;

/**
 * Tells Node where the modules are that this build and zod import of their own. To find that out, Node asks
 * the disk of each of a hundred whether it is there, what its real path is and which type its package has,
 * which is a sixth of all the time that a short command takes.
 *
 * And has zod load the messages of a language when the schema asks for them: `z.config(z.locales.de())`. By
 * itself it loads those of fifty languages, a file each, which is half of its own start and as long as
 * Node's. Where zod's module does not look as it is known to, it stays as it is.
 *
 * To be called before anything imports either. In a process that is not Keyloom's own, it is let go again
 * when they are loaded.
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

/** The text of a module that exports the same functions; `undefined` where there may be more to export. */
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

import { readFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";

/** The module by which zod hands out the messages of all languages, as other modules of zod import it. */
const LOCALES = "../locales/index.js";
const ZOD = /\/zod\/v4\/\w+\/\w+\.js$/;

/** A line of that module: `export { default as de } from "./de.js";` */
const LOCALE = /^export \{ default as (\w+) \} from "(\.\/[\w-]+\.js)";$/gm;

/**
 * Has zod load the messages of a language when the schema asks for them: `z.config(z.locales.de())`. By
 * itself it loads those of fifty languages, a file each, which is half of its own start and as long as
 * Node's. Where zod's module does not look as it is known to, it stays as it is.
 *
 * To be called before anything imports zod.
 */
export function loadLocalesOnDemand(): void {
  // Nodes without it are too old to import a schema file.
  nodeModule.registerHooks?.({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      if (specifier !== LOCALES || !ZOD.test(context.parentURL ?? "")) return resolved;
      const text = onDemand(resolved.url);
      return text === undefined ? resolved : { url: asUrl(text), shortCircuit: true };
    },
  });
}

/** The text of a module that exports the same functions; `undefined` where there may be more to export. */
function onDemand(url: string): string | undefined {
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

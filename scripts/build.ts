/**
 * Builds the package into dist/: one bundle with lazily loaded parts, and the type declarations.
 * `npm pack` runs it first.
 */
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { thirdPartyNotices } from "./notices.ts";
import { PACKAGES_ON_DEMAND, packageFile, packagesOnDemand } from "./packages-on-demand.ts";

const root = new URL("..", import.meta.url).pathname;
const { dependencies, peerDependencies } = (
  await import("../package.json", { with: { type: "json" } })
).default;

/** Node modules that take long to import, and of which most runs need little. */
const ON_DEMAND = /^(?:node:)?(?:crypto|fs|https?|fs\/promises|process|util|v8|vm|worker_threads)$/;

/** What imports the code that each run needs; others import Pulumi and Miniflare, of which a run needs little. */
const PART_IMPORTERS = /\/(?:src\/cli\/(?:commands|main)|infra\/stack-schema)\.ts$/;

/** What the plugin has its rules from, where they are already loaded. */
const RULES_AT_ONCE = `
import { withEngineChecks } from "../all-rules.ts";
import { RULES } from "../rules/discover.ts";
export const rules = withEngineChecks(RULES);
`;

/** The import of a part, where it is needed. */
const PART = /(?<!typeof )\bimport\("\.{1,2}\/[^"]+"\)/g;

rmSync(`${root}/dist`, { recursive: true, force: true });
const common = {
  absWorkingDir: root,
  outbase: ".",
  outdir: "dist",
  bundle: true,
  format: "esm",
  logLevel: "warning",
  metafile: true,
} as const;

// This part runs in Workers and browsers: it must not contain anything from Node, or esbuild fails here.
const portable = await build({
  ...common,
  // A Worker bundles the schema language if a type has parts that zod checks.
  entryPoints: ["src/index.ts", "src/runtime/index.ts", "src/testing/index.ts"],
  platform: "neutral",
  target: "es2024",
  external: ["zod"],
  plugins: [
    {
      name: "local-cloudflare",
      setup({ onResolve }) {
        // Imported on the first call, in Node, from the build below.
        onResolve({ filter: /cloudflare\/local\/index\.ts$/ }, ({ path }) => ({
          path: path.replace(/\.ts$/, ".js"),
          external: true,
        }));
      },
    },
  ],
});

const inNode = {
  platform: "node",
  target: "node22.18",
  // Some packages' CommonJS builds load their parts in ways that no bundler follows.
  mainFields: ["module", "main"],
} satisfies BuildOptions;

const ofNode = await build({
  ...common,
  ...inNode,
  entryPoints: [
    "src/cloudflare/local/index.ts",
    "src/cli/main.ts",
    "infra/start-up/before-pulumi.ts",
    "infra/dynamic-provider/start.ts",
    "infra/stack.ts",
    "infra/provider.ts",
    "infra/policies/index.ts",
    "src/lint/plugin/index.ts",
    "src/lint/plugin/load-in-worker.ts",
  ],
  plugins: [
    packagesOnDemand,
    {
      name: "rules",
      setup({ onLoad }) {
        // The sources find the rules by reading their folder. The build reads it once: loading each
        // rule from its own file takes a fifth of a short run.
        onLoad({ filter: /lint\/rules\/discover\.ts$/ }, ({ path }) => {
          const folder = dirname(path);
          const files = globSync("*/*.ts", { cwd: folder }).sort();
          const imports = files.map((file, at) => `import { rule as rule${at} } from "./${file}";`);
          const names = files.map((_, at) => `rule${at}`).join(", ");
          const list = `export const RULES = [${names}];\nexport const loadRules = async () => RULES;\n`;
          return { contents: `${imports.join("\n")}\n${list}`, loader: "ts", resolveDir: folder };
        });
        onLoad({ filter: /lint\/plugin\/rules\.ts$/ }, ({ path }) => ({
          contents: RULES_AT_ONCE,
          resolveDir: dirname(path),
        }));
      },
    },
    {
      name: "parts-compiled-at-once",
      setup({ onLoad }) {
        onLoad({ filter: PART_IMPORTERS }, ({ path }) => ({
          contents: readFileSync(path, "utf8").replace(PART, "whole(() => $&)"),
          loader: "ts",
        }));
      },
    },
    {
      name: "no-processes-of-commander",
      setup({ onResolve, onLoad }) {
        // Only for commands that are separate programs, of which there are none. It takes as long to load
        // as all of commander.
        onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
          /\/commander\//.test(importer) ? { path, namespace: "without" } : undefined,
        );
        onLoad({ filter: /.*/, namespace: "without" }, () => ({ contents: "" }));
      },
    },
    {
      name: "builtins-on-demand",
      setup({ onResolve, onLoad }) {
        // If one of these is imported, Node loads everything that it exports: `fs` and `process` bring in
        // streams, sockets and `readline`, `http` brings in all of `fetch`, for its web sockets, `util` brings
        // in threads, `crypto` twenty modules of its own.
        onResolve({ filter: ON_DEMAND }, ({ kind, path }) =>
          kind === "import-statement" ? { path, namespace: "on-demand" } : undefined,
        );
        onLoad({ filter: /.*/, namespace: "on-demand" }, ({ path }) => {
          if (/process$/.test(path)) return { contents: "export default process;" };
          return { contents: `module.exports = builtinOnDemand("${path}");` };
        });
        // Bundled CommonJS packages require Node modules, and an ES module has no `require`.
        onResolve({ filter: /^[\w:/]+$/ }, ({ kind, path }) =>
          kind === "require-call" && isBuiltin(path) ? { path, namespace: "required" } : undefined,
        );
        onLoad({ filter: /.*/, namespace: "required" }, ({ path }) => ({
          contents: `module.exports = builtin("${path}");`,
        }));
      },
    },
  ],
  chunkNames: "chunks/[name]-[hash]",
  splitting: true,
  inject: ["scripts/builtin.ts"],
  external: [...Object.keys(dependencies), ...Object.keys(peerDependencies)],
});

// They are required where they are used, and that code is not asynchronous.
const packages = await build({
  ...common,
  ...inNode,
  entryPoints: PACKAGES_ON_DEMAND.map((name) => ({ in: name, out: packageFile(name) })),
  outdir: "dist/packages",
  outExtension: { ".js": ".cjs" },
  format: "cjs",
});

// In a bundle, the imports of other packages come before the code of the modules. The imports of this
// module must be evaluated in order.
const component = await build({
  ...common,
  entryPoints: ["infra/pulumi.ts"],
  platform: "node",
  plugins: [
    {
      name: "in-order",
      setup({ onResolve }) {
        onResolve({ filter: /^\.\// }, ({ kind, path }) =>
          kind === "entry-point"
            ? undefined
            : { path: path.replace(/\.ts$/, ".js"), external: true },
        );
      },
    },
  ],
});

// oxlint only takes the rules of a plugin from its configuration, which users extend with this one.
const { default: plugin } = await import(`${root}/dist/src/lint/plugin/index.js`);
const { rules } = plugin.configs.recommended;
const oxlint = { jsPlugins: ["./src/lint/plugin/index.js"], rules };
writeFileSync(`${root}/dist/oxlint.json`, `${JSON.stringify(oxlint, null, 2)}\n`);

const metafiles = [portable, ofNode, packages, component].map(({ metafile }) => metafile);
writeFileSync(`${root}/dist/THIRD-PARTY-NOTICES.txt`, thirdPartyNotices(metafiles, root));

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});

import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { alternate, median, timeOf } from "./support/alternate.ts";
import { BENCH } from "./support/bundle.ts";
import { buildPackage, KEYLOOM, packageFile, runNode, withProject } from "./support/project.ts";
import { type Bench, compared, type Row, seconds } from "./support/row.ts";
import { workerFiles } from "./support/worker-files.ts";

const FILES = 2_000;
const ROUNDS = 7;
const ESLINT = packageFile("eslint", "bin", "eslint.js");
const PACKAGES = ["hono", "@cloudflare/workers-types"];

async function run(): Promise<readonly Row[]> {
  buildPackage();
  return [...(await withTree(4, besideEslint)), ...(await withTree(20, besideTsMorph))];
}

/** Passes on a tree in which one file in `every` uses KV, with its accessors generated. */
function withTree(
  every: number,
  work: (folder: string) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const files = { ...workerFiles(FILES, every), ...CONFIGURATION };
  return withProject(
    files,
    async (folder) => {
      runNode(folder, [KEYLOOM, "generate"]);
      return work(folder);
    },
    PACKAGES,
  );
}

async function besideEslint(folder: string): Promise<readonly Row[]> {
  // Once, because it takes minutes, and noise is small compared with that.
  const { ours, theirs, ratio } = await alternate(cold(folder), eslint(folder), {
    rounds: 1,
    warmUp: 0,
  });
  const cached = [eslint(folder, "--cache"), warm(folder)] as const;
  for (const fill of cached) await fill();
  const both = await alternate(cached[1], cached[0], { rounds: ROUNDS });
  const peer = "ESLint, rules with types";
  const tree = `${FILES.toLocaleString("en")} files, one in four with KV`;
  return [
    compared({
      what: `\`keyloom lint\`, ${tree}: first run`,
      ...{ peer, keyloom: ours, theirs, ratio, atMost: 0.1, show: seconds },
    }),
    compared({
      what: "the same: second run, compared with ESLint as its rules' authors advise",
      ...{ peer: "the same, without its cache", keyloom: both.ours, theirs },
      ...{ atMost: 0.02, show: seconds },
    }),
    compared({
      what: "the same: second run, both with their caches",
      ...{ peer: "the same, with --cache", keyloom: both.ours, theirs: both.theirs },
      ...{ ratio: both.ratio, atMost: 0.02, show: seconds },
    }),
  ];
}

async function besideTsMorph(folder: string): Promise<readonly Row[]> {
  const walk = async () => runNode(folder, [join(BENCH, "lint", "ts-morph-walk.ts")]);
  const { ours, theirs, ratio } = await alternate(cold(folder), walk, { rounds: ROUNDS });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timeOf(warm(folder)));
  return [
    {
      ...compared({
        what: "`keyloom lint`, one file in twenty with KV: first run",
        peer: "a ts-morph walk of the same tree",
        ...{ keyloom: ours, theirs, ratio, atMost: 1 / 15, show: seconds },
      }),
    },
    {
      ...compared({
        what: "the same: second run",
        peer: "the same",
        ...{ keyloom: median(times), theirs, show: seconds },
      }),
    },
  ];
}

/** A first run: nothing is known about any file. */
function cold(folder: string) {
  return async () => {
    rmSync(join(folder, "node_modules", ".cache"), { recursive: true, force: true });
    await warm(folder)();
  };
}

function warm(folder: string) {
  return async () => runNode(folder, [KEYLOOM, "lint"]);
}

/** ESLint exits with 1, because the rules find something in the tree. */
function eslint(folder: string, ...options: readonly string[]) {
  return async () => runNode(folder, [ESLINT, ...options, "src"], [0, 1]);
}

const CONFIGURATION: Readonly<Record<string, string>> = {
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      ...{ target: "es2024", lib: ["es2024"], module: "esnext", moduleResolution: "bundler" },
      ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
      types: ["@cloudflare/workers-types"],
    },
    include: ["src"],
  }),
  "eslint.config.js": `import tseslint from ${JSON.stringify(pathToFileURL(packageFile("typescript-eslint", "dist", "index.js")).href)};

export default tseslint.config(
  { ignores: ["src/kv.gen.ts"] },
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
);
`,
};

export const bench: Bench = {
  title: "Linting",
  peers: ["eslint", "typescript-eslint", "ts-morph"],
  run,
};

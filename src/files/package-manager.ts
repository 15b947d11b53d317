/** The commands of a package manager. */
interface PackageManager {
  /** Adds packages to the project's development dependencies. */
  readonly add: string;
  /** Runs a program of a package. */
  readonly run: string;
}

const NPM: PackageManager = { add: "npm install --save-dev", run: "npx" };

const OTHERS: Readonly<Record<string, PackageManager>> = {
  pnpm: { add: "pnpm add --save-dev", run: "pnpm exec" },
  yarn: { add: "yarn add --dev", run: "yarn" },
  bun: { add: "bun add --dev", run: "bunx" },
};

/** The package manager that started this process, or npm. All of them set npm's variable. */
export function packageManager(): PackageManager {
  const [name = ""] = (process.env["npm_config_user_agent"] ?? "").split("/");
  return (Object.hasOwn(OTHERS, name) && OTHERS[name]) || NPM;
}

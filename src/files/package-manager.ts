/** The commands of a package manager. */
interface PackageManager {
  /** Adds packages to the project, for its development. */
  readonly add: string;
  /** Runs a program that a package has. */
  readonly run: string;
}

const NPM: PackageManager = { add: "npm install --save-dev", run: "npx" };

const OTHERS: Readonly<Record<string, PackageManager>> = {
  pnpm: { add: "pnpm add --save-dev", run: "pnpm exec" },
  yarn: { add: "yarn add --dev", run: "yarn" },
  bun: { add: "bun add --dev", run: "bunx" },
};

/** The package manager that has started this process, or npm. All of them say so, as npm began to. */
export function packageManager(): PackageManager {
  const [name = ""] = (process.env["npm_config_user_agent"] ?? "").split("/");
  return (Object.hasOwn(OTHERS, name) && OTHERS[name]) || NPM;
}

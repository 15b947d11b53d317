// Sets up what is missing, then runs a program under the repo's own Node, with the sources of this
// package instead of its build. Plain JavaScript, because the machine's Node may be too old to
// strip types:
//
//   node scripts/run.mjs [--build] FILE [ARGUMENT ...]
//
// --build first builds the package into dist/, for programs that pack and install it.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");
const stamp = join(root, "node_modules", ".keyloom-setup");

/** Installs the packages, unless those of exactly this lockfile are installed: `npm ci` takes a minute. */
function setUp() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Setting up: installing packages (a minute or two, once) ...");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(
      "\nThe packages could not be installed: npm says why above. Fix that, then run this again.",
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, wanted);
}

const [first, ...others] = process.argv.slice(2);
const build = first === "--build";
const args = build ? others : [first, ...others];

setUp();
const environment = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  // Child processes, such as test workers, must read the sources as well.
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --conditions=@keyloom/source`.trim(),
};
const node = join(bin, "node");
if (build) {
  const { status } = spawnSync(node, [join(root, "scripts/build.ts")], {
    cwd: root,
    stdio: "inherit",
    env: environment,
  });
  if (status !== 0) process.exit(status ?? 1);
}
const child = spawn(node, args, { cwd: root, stdio: "inherit", env: environment });
// The terminal sends Ctrl-C to both: the child decides how to end, and this program reports it.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => {
  process.exit(code ?? (signal === "SIGINT" ? 130 : 1));
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { REPO } from "../project.ts";

const PULUMI_HOME = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
const SEARCHED = [...(process.env["PATH"] ?? "").split(delimiter), join(PULUMI_HOME, "bin")];

/** It has the length that the real provider requires. */
export const TOKEN = "any-token-of-40-characters-for-the-tests";

/** The Pulumi CLI as these tests need it, or why they cannot run. */
export const pulumi: { readonly missing?: string } = (() => {
  const missing = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"].filter(
    (program) => !SEARCHED.some((folder) => existsSync(join(folder, program))),
  );
  return missing.length === 0
    ? {}
    : { missing: `${missing.join(", ")} not on PATH nor in ${PULUMI_HOME}/bin` };
})();

/** Whether Pulumi's own Cloudflare provider is on this machine. */
export const hasRealProvider =
  SEARCHED.some((folder) => existsSync(join(folder, "pulumi-resource-cloudflare"))) ||
  globSync("plugins/resource-cloudflare-v*/", { cwd: PULUMI_HOME }).length > 0;

/** What `pulumi` printed, and how it ended. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The commands that take a stack; some of them have no configuration. */
type Command =
  | ("up" | "preview" | "refresh" | "import" | "destroy")
  | ("stack" | "state" | "config" | "cancel");

/** A command that is running, as the leader of a process group of its own. */
interface RunningCommand {
  readonly pid: number;
  readonly ended: Promise<Printed>;
}

/** One stack of a Pulumi project, with its state in a folder. */
export interface PulumiStack {
  /** Runs a command on the stack, in the project. */
  run(command: Command, ...args: string[]): Promise<Printed>;
  /** Starts one, and does not wait for its end. */
  start(command: Command, ...args: string[]): RunningCommand;
  /** Sets values that differ from the original configuration; those of Pulumi's `--config` would stay. */
  configure(values: Readonly<Record<string, unknown>>): void;
  /** Everything that its commands have printed so far. */
  readonly printed: string;
}

/** The environment of a Pulumi that keeps its state in a folder, and reaches Cloudflare's API at a URL. */
export function environmentFor(backend: string, apiUrl: string): NodeJS.ProcessEnv {
  const path = [
    join(REPO, "node_modules/.bin"),
    ...SEARCHED,
    ...(hasRealProvider ? [] : [fileURLToPath(new URL("plugin", import.meta.url))]),
    // For language hosts that start no policy packs.
    fileURLToPath(new URL("policy-host", import.meta.url)),
  ];
  return {
    ...process.env,
    PATH: path.join(delimiter),
    // The seed's provider runs in a process that Pulumi starts, and reads the sources as well.
    NODE_OPTIONS: "--conditions=@keyloom/source",
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: "of the test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    CLOUDFLARE_BASE_URL: apiUrl,
    CLOUDFLARE_API_TOKEN: TOKEN,
  };
}

/** Makes a stack that reaches Cloudflare's API at a URL. Nothing is written to the repo. */
export async function makeStack(options: {
  readonly folder: string;
  /** The folder of the Pulumi project; by default the repo's own. */
  readonly project?: string;
  readonly apiUrl: string;
  /** By name within `keyloom:`. */
  readonly config: Readonly<Record<string, string>>;
  /** The stack's name in Pulumi; by default `test`. */
  readonly name?: string;
  /** Variables that differ from the environment. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}): Promise<PulumiStack> {
  const { folder, apiUrl, config, name = "test", project = REPO } = options;
  const backend = join(folder, "backend");
  mkdirSync(backend, { recursive: true });
  const environment = { ...environmentFor(backend, apiUrl), ...options.environment };
  let printed = "";
  const start = (args: readonly string[]): RunningCommand => {
    const child = spawn("pulumi", [...args, "--non-interactive", "--color=never"], {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const texts = [text(child.stdout), text(child.stderr)] as const;
    const ended = once(child, "close").then(async ([code]): Promise<Printed> => {
      const [stdout, stderr] = await Promise.all(texts);
      printed += stdout + stderr;
      return { code: code === null ? -1 : Number(code), stdout, stderr };
    });
    return { pid: child.pid ?? 0, ended };
  };
  const call = (args: readonly string[]) => start(args).ended;

  copyFileSync(join(project, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  const made = await call(["stack", "init", name, "--no-select", "--cwd", folder]);
  if (made.code !== 0) throw new Error(made.stderr);
  const configFile = join(folder, `Pulumi.${name}.yaml`);
  const salt = readFileSync(configFile, "utf8");
  const configure: PulumiStack["configure"] = (values) => {
    const lines = Object.entries({ ...config, ...values }).map(
      ([key, value]) => `  keyloom:${key}: ${JSON.stringify(value)}`,
    );
    writeFileSync(configFile, `${salt}config:\n${lines.join("\n")}\n`);
  };
  configure({});
  const startOn: PulumiStack["start"] = (command, ...args) =>
    start([
      ...[command, ...args, "--stack", name, "--cwd", project],
      ...(["stack", "state", "cancel"].includes(command) ? [] : ["--config-file", configFile]),
    ]);
  return {
    configure,
    start: startOn,
    run: (command, ...args) => startOn(command, ...args).ended,
    get printed() {
      return printed;
    },
  };
}

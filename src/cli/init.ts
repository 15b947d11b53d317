import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { counted } from "../../schema/counted.ts";
import { DEFAULT_SCHEMA, defaultSchema, schemasIn } from "../../schema/default-schema.ts";
import { packageManager } from "../files/package-manager.ts";
import { writeFileAtomically } from "../files/write-file.ts";
import { type InitialSchema, initialSchema } from "../init/index.ts";
import { readProjectPackage } from "../init/project-package.ts";
import { displayPath } from "../report/display-path.ts";
import { visible } from "../report/visible.ts";

interface InitCommand {
  readonly schema?: string;
  readonly config?: string;
  readonly dryRun?: true;
}

/**
 * `keyloom init`: writes a first schema from the wrangler file and the code, or with `--dry-run` prints it. An
 * existing schema stays as it is.
 */
export async function run({ schema, config, dryRun }: InitCommand): Promise<number> {
  const file = resolve(schema ?? newSchema());
  const name = displayPath(file, process.cwd());
  if (dryRun !== true && existsSync(file)) {
    throw new CannotRunError(`${name} already exists: it stays as it is`, {
      help: "Give another path with `--schema PATH`, or use `--dry-run` to see what would be written.",
    });
  }
  checkPlace(file);
  const found = await initialSchema(file, config);
  const counts = `${counted(found.namespaces, "namespace")}, ${counted(found.collections, "collection")}`;
  const notes = notesText(found);
  if (dryRun === true) {
    process.stdout.write(found.text);
    console.error([`${name} would have ${counts}; nothing was written`, ...notes].join("\n"));
    return 0;
  }
  await writeFileAtomically(file, found.text);
  const what = found.isExample
    ? `${name} written: no wrangler file or code has a namespace, so it shows how to declare one`
    : `${name} written: ${counts}`;
  console.log([what, ...notes, "", "Next:", ...nextSteps(found, schema, config)].join("\n"));
  return 0;
}

/** @throws CannotRunError if no schema can be there, or no code to read it from. */
function checkPlace(file: string): void {
  if (!/\.[cm]?[jt]s$/.test(file)) {
    throw new CannotRunError(
      `${displayPath(file, process.cwd())} is not a name for a schema file`,
      {
        help: `It is a module: use a name that ends with \`.ts\`, such as ${DEFAULT_SCHEMA}.`,
      },
    );
  }
  const folder = dirname(file);
  if (existsSync(folder)) return;
  throw new CannotRunError(`there is no folder ${folder}`, {
    help: "Give a path in the Worker's folder: the schema is written from the code below it.",
  });
}

/** The existing schema, or the name of a new one, which Node treats as a module in any package. */
function newSchema(): string {
  const folder = process.cwd();
  const isCommonJs = readProjectPackage(folder).isCommonJs;
  return isCommonJs && schemasIn(folder).length === 0
    ? DEFAULT_SCHEMA.replace(/ts$/, "mts")
    : defaultSchema(folder, "`--schema`");
}

function notesText({ notes, text }: InitialSchema): readonly string[] {
  const todos = text.split("\n").filter((line) => /^\s*\/\/ TODO:/.test(line)).length;
  const lines = notes.map(({ file, line, message }) => {
    return `  ${displayPath(file, process.cwd())}:${line}  ${visible(message)}`;
  });
  return [
    ...(todos === 0 ? [] : [`${counted(todos, "line")} with TODO: what the code does not say`]),
    ...(lines.length === 0 ? [] : ["", "To look at:", ...lines]),
  ];
}

/** The next commands, each with its purpose. */
function nextSteps(
  { package: own, adopted }: InitialSchema,
  schema: string | undefined,
  config: string | undefined,
): readonly string[] {
  const path = schema === undefined ? "" : ` --schema ${schema}`;
  const { add, run } = packageManager();
  const wrangler = `${run} keyloom wrangler${path}${config === undefined ? "" : ` --config ${config}`}`;
  const { missing, isCommonJs } = own;
  const steps: (readonly [command: string, what: string])[] = [
    ...(missing.length === 0
      ? []
      : [[`${add} ${missing.join(" ")}`, "which package.json does not name"] as const]),
    ...(isCommonJs && /\.[jt]s$/.test(schema ?? "")
      ? [["npm pkg set type=module", "Node imports the schema as a module"] as const]
      : []),
    [`${run} keyloom generate${path}`, "writes the accessors"],
    [`${run} keyloom lint${path}`, "shows the raw accesses to replace with them"],
  ];
  if (adopted.length === 0) {
    steps.push(
      [
        `${run} keyloom up --local${path}`,
        "creates the namespaces on this machine; `pulumi up` creates them on Cloudflare",
      ],
      [wrangler, "writes their ids into the wrangler file"],
    );
  } else {
    for (const { environment, adopt } of adopted) {
      const of = environment === undefined ? "" : `, for ${environment}`;
      steps.push([
        `adopt: ${JSON.stringify(adopt)}`,
        `in the arguments of KeyloomStack${of}: the namespaces keep their ids`,
      ]);
    }
    steps.push([
      `pulumi up && pulumi stack output --json | ${wrangler} --outputs -`,
      "takes them over; the wrangler file stays as it is",
    ]);
  }
  return steps.flatMap(([command, what]) => [`  ${command}`, `      ${what}`]);
}

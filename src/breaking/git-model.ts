import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { type Compiled, compileFile } from "../../schema/compile-file.ts";
import type { Model } from "../../schema/model.ts";
import { git } from "../files/git.ts";
import { foldersFrom } from "../folders/folders-from.ts";

/**
 * The model of a schema file as it was in a commit. The commit's files are written into a temporary
 * folder, with links to the packages that are installed now; the working tree is not touched.
 *
 * @param ref anything that names a commit: `main`, `HEAD~1`, `v1.2.0`.
 * @throws CannotRunError if there is no such commit, or no schema in it that compiles.
 */
export async function modelAt(ref: string, schemaFile: string): Promise<Model> {
  const file = realpathSync(schemaFile);
  const root = run(dirname(file), ["rev-parse", "--show-toplevel"], "this is not a git repository");
  const missing = `there is no baseline file, no installed package with a model and no commit \`${ref}\``;
  const commit = run(
    root,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`],
    missing,
  );
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "keyloom-breaking-")));
  try {
    // By an index of its own. `git archive` would leave out what `.gitattributes` keeps from releases.
    const index = { GIT_INDEX_FILE: join(folder, ".keyloom-index") };
    const unread = `\`${ref}\` cannot be read`;
    run(root, ["read-tree", commit], unread, index);
    run(root, ["checkout-index", "--all", `--prefix=${folder}/`], unread, index);
    linkPackages(root, dirname(file), folder);
    const old = join(folder, relative(root, file));
    if (!existsSync(old)) {
      throw new CannotRunError(`there was no schema file ${relative(root, file)} in \`${ref}\``, {
        help: "Compare with a commit that has it.",
      });
    }
    const { model, problems } = await compiled(old, ref);
    const [problem] = problems;
    if (problem === undefined) return model;
    throw new CannotRunError(`the schema in \`${ref}\` has problems: ${problem.message}`, {
      help: COMPARE_WITH_SOUND,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const COMPARE_WITH_SOUND = "Compare with a commit whose schema passes `keyloom check`.";

/** Reports what cannot be run without its place in a temporary folder, where nobody can fix it. */
async function compiled(file: string, ref: string): Promise<Compiled> {
  try {
    return await compileFile(file);
  } catch (cause) {
    if (!(cause instanceof CannotRunError)) throw cause;
    const line = cause.place === undefined ? "" : ` (line ${cause.place.line})`;
    const message = `the schema in \`${ref}\` cannot be run: ${cause.message}${line}`;
    throw new CannotRunError(message, { cause, help: COMPARE_WITH_SOUND });
  }
}

function run(
  folder: string,
  args: readonly string[],
  message: string,
  env?: Readonly<Record<string, string>>,
): string {
  const help =
    "Give `--against` a baseline file, a package (`npm:NAME` for one that is not installed), or a commit of the repository; CI must fetch it first.";
  return git(folder, args, { message, help }, env);
}

/** Links each `node_modules` that the schema file sees into the same place of the copy. */
function linkPackages(root: string, from: string, copy: string): void {
  for (const at of foldersFrom(from)) {
    const target = join(at, "node_modules");
    const isInside = !relative(root, at).startsWith("..");
    const link = join(isInside ? join(copy, relative(root, at)) : copy, "node_modules");
    if (existsSync(target) && existsSync(dirname(link)) && !existsSync(link)) {
      symlinkSync(target, link, "junction");
    }
  }
}

import { resolve } from "node:path";
import { git, gitIfAny } from "../../files/git.ts";

const HELP = "Name a commit to compare with, such as `--changed main`; CI must fetch it first.";

/**
 * The files of a git repository that differ from a commit: changed, new or deleted, committed since or
 * not. Absolute paths.
 *
 * @param folder any folder of the repository.
 * @param ref names the commit; by default, the one where the current branch left the default branch.
 * @throws CannotRunError if there is no repository, or no such commit.
 */
export function changedFiles(folder: string, ref?: string): ReadonlySet<string> {
  const up = git(folder, ["rev-parse", "--show-cdup"], {
    message: "`--changed` needs a git repository",
    help: "Run it in one, or leave `--changed` out.",
  });
  // Walking up, instead of using the path that git gives for the folder: there may be links on the way.
  const root = resolve(folder, up);
  const commit = ref === undefined ? branchPoint(root) : commitOf(root, ref);
  const failed = { message: "git cannot list what has changed", help: HELP };
  const changed = git(root, ["diff", "--name-only", "--no-renames", "-z", commit, "--"], failed);
  const untracked = git(root, ["ls-files", "--others", "--exclude-standard", "-z"], failed);
  const names = [...changed.split("\0"), ...untracked.split("\0")];
  return new Set(names.filter((name) => name !== "").map((name) => resolve(root, name)));
}

function commitOf(root: string, ref: string): string {
  return git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`], {
    message: `there is no commit \`${ref}\``,
    help: HELP,
  });
}

/** The commit where the current branch left the default branch. */
function branchPoint(root: string): string {
  const ofRemote = gitIfAny(root, ["symbolic-ref", "--short", "refs/remotes/origin/HEAD"]);
  const names = [ofRemote ?? "", "origin/main", "origin/master", "main", "master"];
  const branch = names.find(
    (name) => name !== "" && gitIfAny(root, ["rev-parse", "--verify", "--quiet", name]),
  );
  return git(root, ["merge-base", branch ?? "", "HEAD"], {
    message:
      branch === undefined
        ? "the default branch is unknown"
        : `the current branch has no commit in common with \`${branch}\``,
    help: HELP,
  });
}

import { isThrowAway } from "../../infra/throw-away.ts";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { checkAccountId } from "./account-id.ts";
import { checkApiToken } from "./api-token.ts";
import { checkStage, DEFAULT_STAGE } from "./stage-option.ts";

/** The options of `keyloom seed`. */
export interface SeedOptions {
  readonly schema: string;
  readonly from: string;
  readonly local?: true;
  readonly account?: string;
  readonly outputs?: string;
  readonly to?: string;
  readonly stage?: string;
  readonly persistTo?: string;
  readonly sample: string;
  readonly collection?: readonly string[];
  readonly unredacted?: true;
}

/** @throws CannotRunError if a stage cannot be read or written as requested. */
export function checkSeedOptions({
  from,
  to,
  stage,
  local,
  account,
  outputs,
  persistTo,
}: SeedOptions): void {
  for (const name of [from, to, stage]) if (name !== undefined) checkStage(name);
  if (to !== undefined && stage !== undefined) {
    throw new CannotRunError("`--to` and `--stage` both name the stage to copy into", {
      help: "Leave one out: `--to` names a stage of the account, or with `--local` one on this machine, like `--stage`.",
    });
  }
  if (local === true) {
    if (account !== undefined || outputs !== undefined) {
      throw new CannotRunError(
        "with `--local`, both stages are on this machine, not in an account",
        {
          help: "Leave out `--account` and `--outputs`, or leave out `--local` to copy a stage of the account.",
        },
      );
    }
    checkOther(from, to ?? stage ?? DEFAULT_STAGE);
    return;
  }
  if (account === undefined) {
    throw new CannotRunError(`the account of the stage ${JSON.stringify(from)} is not given`, {
      help: "Give its id with `--account`, or use `--local` if the stage is on this machine.",
    });
  }
  checkAccountId(account);
  checkApiToken("read the stage");
  if (to === undefined) return;
  if (persistTo !== undefined) {
    throw new CannotRunError(
      "`--persist-to` is for data on this machine, but `--to` names a stage of the account",
      { help: "Leave one out." },
    );
  }
  checkOther(from, to);
  if (isThrowAway(to)) return;
  throw new CannotRunError(
    `${JSON.stringify(to)} is a stage that keeps its data: nothing is copied over them`,
    { help: "Copy into a throw-away stage: `dev-anna`, `pr-123`, `test`." },
  );
}

function checkOther(from: string, to: string): void {
  if (from !== to) return;
  throw new CannotRunError(`${JSON.stringify(to)} is the stage to copy from`, {
    help: "Name another stage with `--to`.",
  });
}

/** A share such as `1%`, from 0 to 1. */
export function shareOf(sample: string): number {
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(sample) ?? [];
  const share = Number(percent) / 100;
  if (share > 0 && share <= 1) return share;
  throw new CannotRunError(`${JSON.stringify(sample)} is not a share of the records`, {
    help: "Write a percentage above 0: `--sample 1%`, `--sample 0.1%`.",
  });
}

import { type Input, RunError } from "@pulumi/pulumi";
import type { Model } from "../schema/model.ts";
import { isId } from "../src/cloudflare/is-id.ts";

/** An existing namespace that a stack takes over. */
export interface AdoptedNamespace {
  /** Its id in the account: 32 hexadecimal digits. */
  readonly id: string;
  /** The id of the one that becomes the preview twin. */
  readonly previewId?: string;
}

/** By binding; only the id if there is no twin to take over. */
export type Adopt = Readonly<Record<string, string | AdoptedNamespace>>;

/** Where namespaces are adopted. */
export interface AdoptingStage {
  readonly accountId: Input<string>;
  readonly stage: string;
  readonly isThrownAway: boolean;
}

/**
 * Checks whether these namespaces can be adopted.
 *
 * @returns by binding: the ids in the form that Pulumi imports, `<account>/<namespace>`.
 * @throws RunError if a binding is not in the schema, or has no preview twin, if an id is invalid or given
 * twice, or if the stage cannot adopt namespaces.
 */
export function checkAdopt(
  adopt: Adopt,
  { namespaces }: Model,
  { accountId, stage, isThrownAway }: AdoptingStage,
): ReadonlyMap<string, AdoptedNamespace> {
  if (Object.keys(adopt).length === 0) return new Map();
  if (typeof accountId !== "string") {
    throw new RunError("adopt needs the account's id as a plain string");
  }
  if (isThrownAway) {
    throw new RunError(
      `adopt is not for the stage ${JSON.stringify(stage)}, which is thrown away with its namespaces: set it only in the stages that own these namespaces, or set \`throwAway\` to false`,
    );
  }
  const seen = new Map<string, string>();
  const checkId = (id: unknown, where: string) => {
    if (!isId(id)) {
      throw new RunError(
        `${where} is ${JSON.stringify(id)}, which is not a namespace's id (32 hexadecimal digits): \`wrangler kv namespace list\` shows them`,
      );
    }
    const other = seen.get(id);
    if (other !== undefined) throw new RunError(`${where} and ${other} are the same namespace`);
    seen.set(id, where);
  };
  return new Map(
    Object.entries(adopt).map(([binding, given]) => {
      const namespace = namespaces.find((each) => each.binding === binding);
      if (namespace === undefined) {
        const known = namespaces.map((each) => each.binding).join(", ");
        const renamed = namespaces.find(({ renamedFrom = [] }) => renamedFrom.includes(binding));
        if (renamed !== undefined) {
          throw new RunError(
            `adopt has the binding \`${binding}\`, which is now called \`${renamed.binding}\`: use that name`,
          );
        }
        throw new RunError(
          `adopt has the binding \`${binding}\`, which is not in the schema: it has ${known}`,
        );
      }
      const adopted = typeof given === "string" ? { id: given } : given;
      checkId(adopted?.id, `adopt.${binding}`);
      if (adopted.previewId !== undefined) {
        checkId(adopted.previewId, `adopt.${binding}.previewId`);
        if (!namespace.preview) {
          throw new RunError(
            `adopt.${binding} has a preview id, but the schema has no \`preview: true\` there`,
          );
        }
      }
      const { id, previewId } = adopted;
      const twin = previewId !== undefined && { previewId: `${accountId}/${previewId}` };
      return [binding, { id: `${accountId}/${id}`, ...twin }];
    }),
  );
}

import type { Shape } from "../shape/shape.ts";
import type { Line } from "../source/access.ts";

/** A namespace for the schema to declare. */
export interface NamespacePlan {
  readonly binding: string;
  readonly title: string;
  readonly preview: boolean;
  /** What is known about its ids, one line each. */
  readonly comments: readonly string[];
  readonly collections: readonly CollectionPlan[];
}

/** A collection for the schema to declare. */
export interface CollectionPlan {
  readonly name: string;
  readonly key: string;
  readonly params: readonly ParamPlan[];
  readonly value: ValuePlan;
  readonly metadata?: MetadataPlan;
  readonly ttl: TtlPlan;
  /** Where the code uses it. */
  readonly places: readonly Line[];
  /** What a person has to look at, one sentence each. */
  readonly todos: readonly string[];
}

/** A parameter that is more than a text without separators. */
export interface ParamPlan {
  readonly name: string;
  readonly type:
    | { readonly kind: "text" | "boolean" | "rest" }
    | { readonly kind: "enum"; readonly values: readonly string[] };
  /** Texts that are keys of other collections, or that KV rejects. */
  readonly except: readonly string[];
}

export type ValuePlan =
  | { readonly codec: "json"; readonly shape: Shape }
  /** `texts` are all possible values; nothing if any text is possible. */
  | { readonly codec: "text"; readonly texts?: readonly string[] }
  | { readonly codec: "bytes" | "stream" };

export interface MetadataPlan {
  readonly shape: Shape;
  readonly isOptional: boolean;
  /** The maximum length of its strings that KV's limit allows. */
  readonly maxLength: number;
}

export type TtlPlan =
  | { readonly policy: "none" | "optional"; readonly reason: string }
  | { readonly policy: "fixed" | "default"; readonly seconds: number }
  | { readonly policy: "required"; readonly min?: number; readonly max?: number };

import { misc, type tags } from "typia";

type Text<Longest extends number> = string & tags.MaxLength<Longest>;
type Country = string & tags.MinLength<2> & tags.MaxLength<2>;
type Int = number & tags.Type<"int64">;

interface Session {
  readonly id: string & tags.Format<"uuid">;
  readonly user: string & tags.MinLength<1> & tags.MaxLength<254>;
  readonly device: "web" | "ios" | "android";
  readonly theme: "light" | "dark";
  readonly language: Country;
  readonly active: boolean;
  readonly visits: Int & tags.Minimum<0>;
  readonly balance: number;
  readonly startedAt: string & tags.Format<"date-time">;
  readonly tags: Text<20>[] & tags.MaxItems<10>;
  readonly address: {
    readonly street: string;
    readonly city: string;
    readonly zip: Text<10>;
    readonly country: Country;
  };
  readonly note: string | null;
  readonly cart: {
    readonly sku: Text<40>;
    readonly name: string;
    readonly quantity: Int & tags.Minimum<1> & tags.Maximum<100>;
    readonly price: number & tags.Minimum<0>;
  }[];
}

/** Removes unknown keys, as zod does. typia's own compiler writes the function. */
export const validate = misc.createAssertPrune<Session>();

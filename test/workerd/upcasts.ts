import type { Upcast } from "keyloom/runtime";

/** Version 1 was the name alone. */
export const userFrom1: Upcast<string> = (name) => ({ first: name.split(" ")[0] });

/** Version 2 had no age. A negative one means that it cannot be known. */
export const userFrom2: Upcast<{ readonly first: string }> = async ({ first }) => {
  if (first === "nobody") throw new Error(`there is no age of ${first}`);
  return { first, age: 0 };
};

export const shout: Upcast<string> = (text) => text.toUpperCase();

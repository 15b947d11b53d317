import type { Upcast } from "keyloom/runtime";

interface User1 {
  readonly name: string;
}

interface User2 {
  readonly firstName: string;
  readonly lastName: string;
}

export const userFrom1: Upcast<User1, User2> = ({ name }) => {
  const [firstName = "", ...rest] = name.split(" ");
  return { firstName, lastName: rest.join(" ") };
};

export const userFrom2: Upcast<User2> = async (user) => ({ ...user, tags: [] });

export const bioFrom1: Upcast<string> = (text) => text.slice(0, 1_000);

export const consentFromTheFirstVersionOfTheForm: Upcast = (given) => ({ given: given === "yes" });

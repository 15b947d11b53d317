import type { Repair, Upcast } from "keyloom/runtime";

export const secret: Repair = (stored, error) => {
  if (stored instanceof ArrayBuffer && stored.byteLength > 0) throw error;
  return "";
};

export const sessionFrom1: Upcast<string> = (userId) => ({ userId });

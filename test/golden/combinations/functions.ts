import type { Repair, Upcast } from "keyloom/runtime";

export const draft: Repair = () => "lost";
export const draftFrom1: Upcast<string> = (text) => text.trim();

export const quote: Repair = () => ({ price: 0 });
export const quoteFrom1: Upcast<number> = (price) => ({ price });

export const blob: Repair = (stored) => new Uint8Array(stored as ArrayBuffer);

export const order: Repair = (_stored, error) => {
  throw error;
};
export const orderFrom1: Upcast<object> = (order) => ({ ...order, lines: [] });

export const profileFrom1 = (old: unknown): { name: string } => ({ name: String(old) });

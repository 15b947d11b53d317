/** Names that can be used before and after a dot in TypeScript without quotes. */
export const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

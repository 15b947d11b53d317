/** Names that can stand before and after a dot in TypeScript without quotes. */
export const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

import { type ParseErrorCode, printParseErrorCode } from "jsonc-parser";

/** What is wrong with JSON at the place of a parser error, in words. */
export function jsonFault(code: ParseErrorCode): string {
  return FAULTS[printParseErrorCode(code)];
}

const FAULTS: Readonly<Record<ReturnType<typeof printParseErrorCode>, string>> = {
  InvalidSymbol: "this is not a JSON value: strings need double quotes",
  InvalidNumberFormat: "this is not a JSON number",
  PropertyNameExpected: "a property name in double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: "`:` is expected here",
  CommaExpected: "`,` is expected here",
  CloseBraceExpected: "`}` is expected here",
  CloseBracketExpected: "`]` is expected here",
  EndOfFileExpected: "nothing more is expected here: the value has ended",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "the comment has no end",
  UnexpectedEndOfString: "the string has no closing quote",
  UnexpectedEndOfNumber: "the number has no end",
  InvalidUnicode: "`\\u` takes four hexadecimal digits",
  InvalidEscapeCharacter: "a backslash precedes a character that cannot be escaped",
  InvalidCharacter: "the string contains a control character: escape it",
  "<unknown ParseErrorCode>": "this is not JSON",
};

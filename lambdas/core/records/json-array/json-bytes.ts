/** The bytes that decide where the elements of a JSON array begin and end (RFC 8259 section 2). */
export const TAB = 9;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

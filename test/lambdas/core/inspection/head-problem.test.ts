import { describe, expect, it } from 'vitest';
import { headProblem } from '../../../../lambdas/core/inspection/head-problem.ts';

describe('a file as a whole', () => {
  it.each([
    ['a page to sign in', '<!DOCTYPE html>\n<html>', 'WEB_PAGE'],
    ['a table of HTML', '\n<table border="1"><tr>', 'WEB_PAGE'],
    ['XML', '<?xml version="1.0"?>', 'WEB_PAGE'],
    ['a line for spreadsheets', 'sep=;\r\na;b\n', 'SEP_LINE'],
    ['CSV with lines that end in CR', 'a,b\r1,2\r', 'WRONG_LINE_BREAKS'],
    ['lines that end in a blank and CR', 'a,b \r1,2 \r', 'WRONG_LINE_BREAKS'],
    ['quoted CSV with lines that end in CR', '"a","b"\r"1","2"\r', 'WRONG_LINE_BREAKS'],
    ['lines that end in CR, and LF in quotes', 'a,b\r1,"x\ny"\r2,"""\n"\r', 'WRONG_LINE_BREAKS'],
    ['a header that ends in CR, and nothing else', 'a,"b"\r1', 'WRONG_LINE_BREAKS'],
    ['CSV with lines that end in U+2028', 'a,b\u20281,2\u2028', 'WRONG_LINE_BREAKS'],
    ['CSV with lines that end in U+2029, and LF in quotes', 'a,"b\n"\u20291,2\n', 'WRONG_LINE_BREAKS'],
    ['CSV with lines that end in NEL', 'a,b\x851,2', 'WRONG_LINE_BREAKS'],
    ['CSV with lines that end in vertical tabs', 'a,b\x0b1,2\x0b', 'WRONG_LINE_BREAKS'],
    ['CSV with lines that end in U+001E', 'a,b\x1e1,2\x1e', 'WRONG_LINE_BREAKS'],
    ['CSV with lines that end in LF CR', 'a,b\n\r1,"\n"\n\r', 'WRONG_LINE_BREAKS'],
    ['CSV with one line break, which is LF CR', 'a,b\n\r1,2', 'WRONG_LINE_BREAKS'],
    ['JSON Lines with lines that end in NEL', '{"a":"\\"x"}\x85{"a":"y"}', 'WRONG_LINE_BREAKS'],
    ['JSON Lines with lines that end in CR', '{"a":"\\"x"}\r{"a":"\\\\"}\r', 'WRONG_LINE_BREAKS'],
  ])('is named that is %s', (_prose, text, code) => {
    expect(headProblem(Buffer.from(text))?.code).toBe(code);
  });

  it.each([
    ['lines that end in LF', 'a,b\n1,2\n'],
    ['lines that end in CRLF', 'a,b\r\n"1\r","2"\r\n'],
    ['lines that end in CR, CR, LF', 'a,b\r\r\n1,2\r\r\n'],
    ['one line and CR at its end', 'a,b\r'],
    ['one line and CRs at its end', 'a,"b"\r\r'],
    ['one line that begins with CR', 'a,b\n\r1,2\n3,4\n'],
    ['an empty line that ends in CRLF', 'a,b\n\r\n1,2\n\r\n'],
    ['JSON with lines that end in LF CR', '{"a":1}\n\r{"a":2}\n\r'],
    ['JSON with record separators alone', '\x1e{"a":1}\x1e{"a":2}'],
    ['U+001E in a row of several', 'a,b\n1,x\x1ey\n'],
    ['a CR within a row', 'a,b\n1\r2,3\n'],
    ['a CR in quotes', '"a\rb",c'],
    ['a name that looks like a tag', '<id>,a\n1,2\n'],
    ['JSON with CRs in it', '{"a":\n"x\\"\\n"}\r\n'],
    ['U+2028 in quotes', '"a\u2028b",c'],
    ['U+2028 behind an escaped quote', '[{"a":"\\"\u2028x"}]'],
    ['U+2028 in a row of several', 'ann@x,An\u2028n\nben@x,Ben\n'],
    ['U+2028 at its end', 'a,b\u2028'],
    ['nothing', ''],
  ])('is no problem that has %s', (_prose, text) => {
    expect(headProblem(Buffer.from(text))).toBeUndefined();
  });
});

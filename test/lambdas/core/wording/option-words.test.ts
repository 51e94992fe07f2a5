import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapOption } from '../../../../lambdas/core/wording/map-option.ts';
import { inApiWords, inCommandWords, OPTION_WORDS } from '../../../../lambdas/core/wording/option-words.ts';

const column = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom("'", '"', '\\', '`', '=', '\u200b', '\u2028', '{', '}', ',', ' ', '--map '),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    maxLength: 6,
  })
  .filter((name) => mapOption(name, 'f') !== undefined);
const pairs = fc.array(fc.tuple(column, fc.constantFrom('firstName', 'customFields.plan', '-')), {
  minLength: 1,
  maxLength: 3,
});
const tail = fc.constantFrom(
  '',
  '. The rest',
  ' on the command line, or the metadata rollcall-map: First+Name=firstName',
  ', or the metadata rollcall-map: a%3D=b.c. If it is not there',
);

describe('a message that names options', () => {
  it('names the mapping of any columns as the API takes it, and again as the command does', () => {
    fc.assert(
      fc.property(pairs, tail, (all, behind) => {
        const options = all.map(([name, field]) => mapOption(name, field)).join(' ');
        const api = inApiWords(`Map it: ${options}${behind}`);
        const [, json = ''] = /^Map it: `map: (.*)`(?:\. .*)?$/su.exec(api) ?? [];
        expect(JSON.parse(json)).toEqual(Object.fromEntries(all));
        expect(api.slice(api.indexOf(json) + json.length)).not.toMatch(/rollcall-|command line/);
        expect(inCommandWords(api)).toContain(`Map it: ${options}`);
      }),
    );
  });

  it.each(Object.entries(OPTION_WORDS))(
    'names %s in the words of its reader',
    (_, { stored, api, command }) => {
      expect(inApiWords(`a ${stored} b`)).toBe(`a ${api} b`);
      expect(inCommandWords(`a ${api} b`)).toBe(`a ${command} b`);
      expect(api).not.toMatch(/--|rollcall-/);
      expect(command).not.toMatch(/options\.|rollcall-/);
    },
  );

  it('is translated also if it quotes a name that looks like a translated message', () => {
    const piece = fc.constantFrom(
      ...['`map: {', "--map '", '"', '\\', '\\u', '\\q', '\n', '{', '}', ':', ',', '`', "'", '=', 'a', '1'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const message = pieces.join('');
        for (const text of [inApiWords(message), inCommandWords(message)]) expect(text).toBeTypeOf('string');
        expect(inCommandWords(`\`map: {${message}. To read it: \`map: {"x":"y"}\``)).toMatch(/--map 'x=y'$/);
      }),
    );
    expect(inCommandWords('`map: {"\\q":"a"}` has no value')).toBe('`map: {"\\q":"a"}` has no value');
  });
});

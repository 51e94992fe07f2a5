import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';
import { translator } from '../../../page/texts/service/translate.ts';
import { ruleOf } from '../../../page/types/field-rule.ts';

const SENTENCES = join(import.meta.dirname, '..', '..', '..', 'page', 'texts', 'service', 'de.json');
const german = translator(JSON.parse(readFileSync(SENTENCES, 'utf8')));

/** What the page shows of each field: its description, then its rule. */
const shown = IMPORT_TYPES.flatMap(({ name, sample, resolve }) => {
  const settings = { ...NO_SETTINGS, ...sample.settings };
  return resolve({ settings, parameters: sample.parameters }).fields.flatMap((field) => {
    const { description, expected: rule } = field;
    const own = ruleOf({ description, rule });
    const texts = own === undefined ? [description] : [description, own];
    return [
      { field: `${name}.${field.name} en`, texts },
      { field: `${name}.${field.name} de`, texts: texts.map((text) => german(text) ?? '') },
    ];
  });
});

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}-]{4,}/gu));

describe('what the page says about a field', () => {
  it.each(shown)(
    '$field is sentences for people, of which none says again what another one says',
    ({ texts }) => {
      expect(texts.join(' ')).not.toMatch(/NUL|alpha-2|UTF/);
      const words = texts.map(wordsOf);
      for (const [i, text] of texts.entries()) {
        expect(text).toMatch(/^\S.+\.$/);
        for (const [j, other] of words.entries())
          if (i !== j)
            expect(
              [...(words[i] ?? [])].every((word) => other.has(word)),
              text,
            ).toBe(false);
      }
    },
  );

  it.each([
    ['E-mail address.', 'an e-mail address', undefined],
    ['First name.', 'text', undefined],
    ['Declared as text.', 'text in quotes', 'text in quotes.'],
    ['Identifies the user.', 'an e-mail address', 'an e-mail address.'],
  ])('%s has the rule %s: %s', (description, rule, own) => {
    expect(ruleOf({ description, rule })).toBe(own);
  });
});

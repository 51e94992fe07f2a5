/** No answer of the API advises an option of the command: its callers cannot give one. */
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../../lambdas/api/examples.ts';
import type { Operation } from '../../../lambdas/api/operation.ts';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import { mapOption } from '../../../lambdas/core/wording/map-option.ts';
import { OPTION_WORDS } from '../../../lambdas/core/wording/option-words.ts';

const ADVICE = [
  mapOption('First Name', 'firstName'),
  ...Object.values(OPTION_WORDS).map(({ stored }) => stored),
].join('; ');

/** Texts about a file, by the names that they have in answers. */
const OF_FILES: ReadonlySet<string> = new Set(['message', 'kind']);
function advised(value: unknown, isText = false): unknown {
  if (typeof value === 'string') return isText && value.includes(' ') ? ADVICE : value;
  if (Array.isArray(value)) return value.map((one) => advised(one, isText));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, advised(one, OF_FILES.has(name))]),
  );
}

const answersOf = ({ id }: Operation) => EXAMPLES[id]?.answer;

describe('messages about files', () => {
  const withMessages = OPERATIONS.filter(
    (operation) => JSON.stringify(advised(answersOf(operation))) !== JSON.stringify(answersOf(operation)),
  );

  it.each(withMessages)('name the options of the API in the answers of $id', (operation) => {
    const answer = operation.result?.parse(advised(answersOf(operation)));
    expect(JSON.stringify(answer)).toContain('options.encoding');
    expect(JSON.stringify(answer)).not.toMatch(/--[a-z]|rollcall-[a-z]/);
  });

  it('are found in the answers about imports, records and checks', () => {
    expect(withMessages.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'getImport',
        'checkFile',
        'listImportIssues',
        'listImportRecords',
        'getImportRecord',
      ]),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnMapTextSchema } from '../../../lambdas/contracts/column-map.ts';
import type { FileFormat, ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { csvLine, sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import { NO_CHOICES } from '../../../lambdas/core/inspection/mapping/check-mapping.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { everyTypeAndFormat } from '../support/all-types.ts';
import { filesOf } from './arbitrary-records.ts';
import { inspected } from './inspected.ts';
import type { InspectedFile } from './memory-import.ts';
import { runImports } from './run-imports.ts';

/** Types whose files have names: not by position, and not declared by a header file. */
const NAMED = everyTypeAndFormat().filter(([, , definition]) => {
  const { headerless, unknownField } = sampleType(definition);
  return headerless === undefined && unknownField === undefined;
});

/** Changes letter case, and puts blanks, `_` and `-` between letters. The members of a family are the sender's own. */
type Spell = (name: string) => string;

const spellings: fc.Arbitrary<Spell> = fc
  .infiniteStream(fc.tuple(fc.boolean(), fc.constantFrom('', '', '', ' ', '_', '-')))
  .map((stream) => {
    const known = new Map<string, string>();
    return (name) => {
      const before = known.get(name);
      if (before !== undefined) return before;
      const letters = [...name].map((letter, i) => {
        const [upper, separator] = stream.next().value;
        const cased = upper ? letter.toUpperCase() : letter.toLowerCase();
        return i === 0 || letter === '(' || letter === ')' ? cased : separator + cased;
      });
      known.set(name, letters.join(''));
      return letters.join('');
    };
  });

const beforeDot = (name: string, spell: Spell): string => {
  const dot = name.indexOf('.');
  return dot === -1 ? spell(name) : spell(name.slice(0, dot)) + name.slice(dot);
};

function misspelled(text: string, format: FileFormat, spell: Spell): string {
  if (format === 'csv') {
    const [header = '', ...rows] = text.split('\n');
    return csvLine(header.split(',').map((column) => beforeDot(column, spell))) + rows.join('\n');
  }
  // Every second record keeps its names.
  let record = 0;
  return text.replace(/^(\[?)(\{.*\})(,?)$/gm, (_, open, json, comma) => {
    const isKept = record++ % 2 === 1;
    const entries = Object.entries(JSON.parse(json) as object).map(([key, value]) => [
      isKept ? key : spell(key),
      value,
    ]);
    return open + JSON.stringify(Object.fromEntries(entries)) + comma;
  });
}

/**
 * The mapping that the message of a rejection gives as metadata. Where no record has the key, the message has `KEY` in place
 * of the names that only the sender knows: the mapping is that of the other names.
 */
function suggestedIn(message: string) {
  const given = /rollcall-map: (\S+)/.exec(message)?.[1] ?? '';
  const known = message.includes('in place of KEY') ? given.replaceAll(/&KEY=[^&]+/g, '') : given;
  return ColumnMapTextSchema.decode(known);
}

async function usersOf(file: InspectedFile) {
  const { tables, results } = await runImports([file], 3);
  return { users: tables.users, outcomes: results.map((of) => of.map(({ outcome }) => outcome)) };
}

function rejection(definition: ImportTypeDefinition, text: string): string {
  try {
    inspected(definition, text);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe.each(NAMED)('a %s file in %s', (_, format, definition) => {
  it('with names in other letter case, blanks, _ or - is rejected with a mapping that imports the same users', async () => {
    let rejected = 0;
    const law = fc.asyncProperty(filesOf(definition, format), spellings, async ({ text }, spell) => {
      const other = misspelled(text, format, spell);
      const message = rejection(definition, other);
      // Every name may have kept its spelling, and so may a file without a readable record.
      if (message === '') return;
      rejected++;
      const expected = await usersOf(inspected(definition, text));
      const map = suggestedIn(message);
      const mapped = inspected(definition, other, definition.sample, { ...NO_CHOICES, map });
      expect(await usersOf(mapped)).toEqual(expected);
      const accepted = inspected(definition, other, definition.sample, { ...NO_CHOICES, similar: 'map' });
      expect(await usersOf(accepted)).toEqual(expected);
    });
    await fc.assert(law, lawRuns(60));
    expect(rejected).toBeGreaterThan(0);
  });
});

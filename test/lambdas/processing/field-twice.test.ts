import { expect, it } from 'vitest';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { importBytes } from './import-bytes.ts';

const RECORD = Buffer.from('{"accountId":"acme","id":"a","firstName":"Ann","firstname":"Anna"}\n');

it.each<[string, [string, string][], string]>([
  ['accepted', [], 'firstname'],
  [
    'named',
    [
      ['firstName', 'lastName'],
      ['firstname', 'lastName'],
    ],
    'firstName',
  ],
])(
  'a JSON record that has a field twice, with a mapping that is %s, is imported as its message says',
  async (_, map, other) => {
    const choice = { similarColumns: 'map' } as const;
    const first = await importBytes(participants, RECORD, { ...choice, columnMap: map });
    const [[, message = ''] = []] = first.status === 'imported' ? first.errors : [];
    expect(message).toContain(
      `occurs twice, as \`firstName\` and \`firstname\`; remove one of the two, or leave one out: \`--map '${other}=-'\``,
    );
    const columnMap: [string, string][] = [...map.filter(([column]) => column !== other), [other, '-']];
    const second = await importBytes(participants, RECORD, { ...choice, columnMap });
    expect(second).toMatchObject({ status: 'imported', counts: { created: 1, failed: 0 } });
  },
);

import { expect, it } from 'vitest';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { takeTurn } from '../../../lambdas/turns/take-turn.ts';
import { importItem, NOW } from '../support/import-item.ts';
import { memoryFeeds } from '../support/memory-feeds.ts';

const STAMP = '20261121095959';
const OWN = 'imp_01kakr5e3h0000000000000001';
const OTHER = 'imp_01kakr5e3h0000000000000002';

const upload = { bucket: 'uploads', key: 'k', bytes: 1, expiresAt: NOW.toISOString() };
const pair = (importId: string, fields: Partial<Import>): Import =>
  importItem({ importId, status: 'QUEUED', feed: { timestamp: STAMP, revision: 2 }, ...fields });

it.each<[what: string, own: Partial<Import>, other: Partial<Import>, hasTurn: boolean]>([
  ['has the turn after an earlier one without the API', { upload, arrival: '2' }, { arrival: '1' }, true],
  [
    'has the turn after an earlier one that is done',
    { upload, arrival: '2' },
    { arrival: '1', status: 'COMPLETED' },
    true,
  ],
  ['gives way to a later one without the API', { upload, arrival: '1' }, { arrival: '2' }, false],
  ['gives way to a later one of the API', { upload, arrival: '1' }, { upload, arrival: '2' }, false],
  [
    'does not give way to a later one that was cancelled',
    { upload, arrival: '1' },
    { arrival: '2', status: 'CANCELLED' },
    true,
  ],
])('a pair of the API, of two with the same timestamp, %s', async (_, own, other, hasTurn) => {
  const imports = new Map([pair(OWN, own), pair(OTHER, other)].map((item) => [item.importId, item]));
  const feeds = memoryFeeds(imports);
  await feeds.assign('acme', `${STAMP}#${OWN}`, { holder: OWN });
  await feeds.assign('acme', other.upload === undefined ? STAMP : `${STAMP}#${OTHER}`, { holder: OTHER });
  const ports = { feeds, imports: { find: async (id: string) => imports.get(id) } };
  expect(await takeTurn(ports, imports.get(OWN) as Import)).toBe(hasTurn);
  expect(imports.get(OWN)?.status).toBe(hasTurn ? 'QUEUED' : 'SUPERSEDED');
});

import { describe, expect, it } from 'vitest';
import { FINAL_STATUSES } from '../../../lambdas/contracts/import-status.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';
import { STATUSES } from '../../../page/imports/statuses.ts';
import { TYPE_NAMES } from '../../../page/operator/type-names.ts';
import type { OpenImport, StageImportDetails } from '../../../page/operator/views.ts';
import { canRelease, hasEndStatus, isStuck, whyOpen } from '../../../page/operator/why-open.ts';

const AT = Date.parse('2026-11-29T12:00:00Z');
const MINUTE = 60_000;

function open(more: Partial<OpenImport>): OpenImport {
  const at = new Date(AT).toISOString();
  return {
    id: 'imp_2',
    tenant: 'acme',
    importType: 'participants',
    status: 'RUNNING',
    attempt: 1,
    createdAt: at,
    updatedAt: at,
    ...more,
  };
}

const failure = { error: 'Timeout', cause: 'c', chunk: 3, phase: 'import', isFinal: false } as const;

describe('the turn of an import', () => {
  it.each<readonly [string, Partial<OpenImport>, string | undefined, boolean]>([
    ['can be released if its execution was stopped', { turnOf: 'imp_2' }, 'ABORTED', true],
    ['can be released if its execution was lost', { turnOf: 'imp_2' }, undefined, true],
    ['can be released if it is only in the queue', { queuePosition: 1, turnOf: 'imp_1' }, 'FAILED', true],
    ['stays while its execution is running', { turnOf: 'imp_2' }, 'RUNNING', false],
    ['stays while its execution has not started', { status: 'QUEUED', queuePosition: 1 }, undefined, false],
    ['cannot be released if it has none', { turnOf: 'imp_1' }, 'ABORTED', false],
  ])('%s', (_, more, status, expected) => {
    const execution = { arn: 'arn', ...(status !== undefined && { status }) };
    expect(canRelease({ ...open(more), execution } as StageImportDetails)).toBe(expected);
  });
});

describe('why an import is open', () => {
  it.each<readonly [string, Partial<OpenImport>, string, number]>([
    ['waits for its file', { status: 'AWAITING_UPLOAD' }, 'upload', Number.POSITIVE_INFINITY],
    ['waits for a person', { status: 'AWAITING_CONFIRMATION' }, 'confirmation', Number.POSITIVE_INFINITY],
    ['waits for its turn', { queuePosition: 2, turnOf: 'imp_1' }, 'turn', Number.POSITIVE_INFINITY],
    ['has its turn', { queuePosition: 1, turnOf: 'imp_2' }, 'working', 120],
    ['is read', {}, 'working', 120],
    ['has a chunk that fails', { failure, queuePosition: 1, turnOf: 'imp_2' }, 'failing', 0],
    ['is being cancelled, also with a failure', { failure, cancelRequestedAt: 'now' }, 'cancelling', 15],
    ['has ended without its e-mail', { status: 'COMPLETED', failure }, 'mail', 15],
  ])('one that %s', (_, more, kind, minutes) => {
    const one = open(more);
    expect(whyOpen(one).kind).toBe(kind);
    const limit = Math.min(minutes, 1e6) * MINUTE;
    expect(isStuck(one, AT + limit - 1)).toBe(false);
    expect(isStuck(one, AT + limit)).toBe(Number.isFinite(minutes));
  });
});

it('the page knows each final status, and each import type', () => {
  expect(STATUSES.filter(hasEndStatus).sort()).toEqual([...FINAL_STATUSES].sort());
  expect([...TYPE_NAMES].sort()).toEqual(IMPORT_TYPES.map(({ name }) => name).sort());
});

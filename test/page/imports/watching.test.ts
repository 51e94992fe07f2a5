import { describe, expect, it } from 'vitest';
import type { ImportView } from '../../../client/rollcall-client.ts';
import {
  type Notifier,
  notifications,
  type Permission,
} from '../../../page/imports/progress/notifications.ts';
import { importBar, uploadBar } from '../../../page/imports/progress/progress-bar.ts';
import { tabTitle } from '../../../page/imports/progress/tab-title.ts';
import { isResumable } from '../../../page/imports/statuses.ts';
import { en } from '../../../page/texts/en.ts';
import { createFormat } from '../../../page/texts/format.ts';

const words = { texts: en, format: createFormat('en') };

const RUNNING: ImportView = {
  id: 'imp_01kakr5e3h0000000000000000',
  tenant: 'acme',
  importType: 'participants',
  fileName: 'users.csv',
  status: 'RUNNING',
  attempt: 1,
  createdAt: '2026-11-29T10:00:00.000Z',
  stage: 'importing',
  progress: { records: 200, recordsDone: 50 },
  timings: { createdAt: '2026-11-29T10:00:00.000Z' },
  files: [],
};

describe('the title of the tab', () => {
  it.each([
    [{}, '25% · users.csv'],
    [{ progress: { records: 1000, recordsDone: 999 } }, '99% · users.csv'],
    [{ progress: { records: 0, recordsDone: 0 } }, 'users.csv'],
    [{ status: 'COMPLETED_WITH_ERRORS' }, 'Completed with errors · users.csv'],
    [{ status: 'AWAITING_CONFIRMATION' }, 'Waiting for you · users.csv'],
    [{ status: 'AWAITING_UPLOAD' }, 'users.csv'],
  ] as const)('of an import with %o is %s', (patch, title) => {
    expect(tabTitle({ ...RUNNING, ...patch }, undefined, words)).toBe(title);
  });

  it('has the share of the upload while this tab sends the file', () => {
    const upload = { phase: 'sending', sentBytes: 1, bytes: 3 } as const;
    expect(tabTitle({ ...RUNNING, status: 'AWAITING_UPLOAD' }, upload, words)).toBe('33% · users.csv');
  });
});

describe('the bar', () => {
  it('of an upload shows its rate and the time left when they are known', () => {
    const upload = { phase: 'sending', sentBytes: 1_500_000, bytes: 3_000_000 } as const;
    expect(uploadBar(upload, words)).toEqual({
      label: 'Sending the file',
      share: 0.5,
      value: '1.5 MB of 3 MB',
      facts: [],
    });
    const { facts } = uploadBar({ ...upload, bytesPerSecond: 100_000 }, words);
    expect(facts).toEqual(['100 kB per second', 'About 15 sec left']);
  });

  it('of an upload that stands still has no time left', () => {
    expect(uploadBar({ phase: 'sending', sentBytes: 1, bytes: 3, bytesPerSecond: 0 }, words).facts).toEqual(
      [],
    );
  });

  it('of an import shows its place in the queue only while it waits', () => {
    expect(importBar({ ...RUNNING, queuePosition: 1 }, words).facts).toEqual([]);
    expect(importBar({ ...RUNNING, queuePosition: 1, stage: 'waiting' }, words).facts).toEqual([
      'Next in the queue',
    ]);
    expect(importBar({ ...RUNNING, queuePosition: 3, stage: 'waiting' }, words).facts).toEqual([
      'Position 3 in the queue',
    ]);
  });
});

it('an import can be resumed if it ended before its end, and its file had arrived', () => {
  const timings = { ...RUNNING.timings, uploadedAt: RUNNING.createdAt };
  expect(isResumable({ status: 'ABORTED', timings })).toBe(true);
  expect(isResumable({ status: 'CANCELLED', timings: RUNNING.timings })).toBe(false);
  expect(isResumable({ status: 'REJECTED', timings })).toBe(false);
});

describe('the notification of an end', () => {
  function notifierOf(permission: Permission, isSeen: boolean) {
    const shown: string[] = [];
    const notifier: Notifier = {
      permission: () => permission,
      ask: async () => permission,
      show: ({ title }, importId) => void shown.push(`${title} ${importId}`),
      isSeen: () => isSeen,
    };
    return { notifier, shown };
  }
  const news = (title: string) => ({ title, body: '' });

  it('is shown once, if it was wanted, and the person looks at something else', () => {
    const { notifier, shown } = notifierOf('granted', false);
    notifications.ended(notifier, 'imp_1', news('not wanted'));
    notifications.want('imp_1');
    notifications.ended(notifier, 'imp_1', news('users.csv'));
    notifications.ended(notifier, 'imp_1', news('again'));
    expect(shown).toEqual(['users.csv imp_1']);
  });

  it.each([
    ['granted', true],
    ['denied', false],
  ] as const)('is not shown with the permission %s while the import is seen: %s', (permission, isSeen) => {
    const { notifier, shown } = notifierOf(permission, isSeen);
    notifications.want('imp_2');
    notifications.ended(notifier, 'imp_2', news('users.csv'));
    expect(shown).toEqual([]);
  });

  it('comes also after the person has left the screen of the import, once, and never without an answer', async () => {
    const { notifier, shown } = notifierOf('granted', false);
    const follow = async () => news('users.csv');
    await notifications.left(notifier, 'imp_3', follow);
    notifications.want('imp_3');
    await notifications.left(notifier, 'imp_3', () => Promise.reject(new Error('the session has ended')));
    expect(shown).toEqual([]);
    await Promise.all([
      notifications.left(notifier, 'imp_3', follow),
      notifications.left(notifier, 'imp_3', follow),
    ]);
    expect(shown).toEqual(['users.csv imp_3']);
  });
});

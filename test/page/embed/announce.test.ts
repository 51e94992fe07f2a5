import { describe, expect, it } from 'vitest';
import type { ImportView } from '../../../client/rollcall-client.ts';
import { createAnnouncer } from '../../../page/embed/announce.ts';

function scene(opened?: string) {
  const said: unknown[] = [];
  const announcer = createAnnouncer((what, detail) => void said.push([what, detail]), opened);
  const see = (status: ImportView['status'], more: Partial<ImportView> = {}) =>
    announcer.seen({
      id: 'imp_1',
      attempt: 1,
      status,
      stage: status === 'RUNNING' ? 'importing' : 'ended',
      ...more,
    } as ImportView);
  return { announcer, said, see };
}

describe('the page around the frame learns', () => {
  it.each([
    ['COMPLETED', 'completed'],
    ['COMPLETED_WITH_ERRORS', 'completed'],
    ['EVALUATED', 'completed'],
    ['REJECTED', 'failed'],
    ['CANCELLED', 'failed'],
    ['STOPPED', 'failed'],
    ['ABORTED', 'failed'],
    ['EXPIRED', 'failed'],
    ['SUPERSEDED', 'failed'],
  ] as const)('that an import is %s as %s, once', (status, event) => {
    const { said, see } = scene();
    see('RUNNING');
    expect(said).toEqual([]);
    see(status);
    see(status);
    expect(said).toEqual([[event, { importId: 'imp_1', status }]]);
  });

  it('how each attempt and each import ends', () => {
    const { said, see } = scene();
    see('ABORTED');
    see('RUNNING', { attempt: 2 });
    see('COMPLETED', { attempt: 2 });
    see('COMPLETED', { id: 'imp_2' });
    expect(said).toEqual([
      ['failed', { importId: 'imp_1', status: 'ABORTED' }],
      ['completed', { importId: 'imp_1', status: 'COMPLETED' }],
      ['completed', { importId: 'imp_2', status: 'COMPLETED' }],
    ]);
  });

  it('nothing of an import that it has opened and that had ended, but of its next attempt', () => {
    const { said, see } = scene('imp_1');
    see('ABORTED');
    see('ABORTED');
    expect(said).toEqual([]);
    see('COMPLETED', { attempt: 2 });
    expect(said).toEqual([['completed', { importId: 'imp_1', status: 'COMPLETED' }]]);
  });

  it('the end of an import that it has opened and that was running', () => {
    const { said, see } = scene('imp_1');
    see('RUNNING');
    see('COMPLETED');
    expect(said).toHaveLength(1);
  });

  it('that the person wants to leave, with the import that was seen last', () => {
    const { announcer, said, see } = scene();
    announcer.close();
    see('RUNNING');
    announcer.close();
    expect(said).toEqual([
      ['closed', undefined],
      ['closed', { importId: 'imp_1', status: 'RUNNING' }],
    ]);
  });
});

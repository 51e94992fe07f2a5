import { expect, it } from 'vitest';
import type { StageImport } from '../../../../lambdas/contracts/stage-import.ts';
import { Activity } from '../../../../lambdas/core/lifecycle/activity.ts';
import { consoleUrl } from '../../../../lambdas/core/naming/console-url.ts';
import { countsOf, IMPORT_ID } from '../../support/import-item.ts';

const importOf = (createdAt: string, ending: Partial<StageImport> = {}): StageImport => ({
  importId: IMPORT_ID,
  tenant: 'acme',
  importType: 'participants',
  status: 'RUNNING',
  attempt: 1,
  createdAt,
  ...ending,
});

it('the activity counts an import in the hour of its creation and in that of its end', () => {
  const activity = new Activity();
  activity.add(importOf('2026-11-29T10:59:59.999Z'));
  const counts = countsOf({ records: 10, created: 8, failed: 2 });
  const endedAt = '2026-11-29T11:00:00.000Z';
  activity.add(importOf('2026-11-29T10:00:00.000Z', { status: 'COMPLETED_WITH_ERRORS', endedAt, counts }));
  activity.add(
    importOf('2026-11-29T11:30:00.000Z', { status: 'REJECTED', endedAt: '2026-11-29T11:31:00.000Z' }),
  );
  expect(activity.hours()).toEqual([
    { hour: '2026-11-29T10:00:00.000Z', created: 2, ended: {}, records: 0, recordsFailed: 0 },
    {
      hour: '2026-11-29T11:00:00.000Z',
      created: 1,
      ended: { COMPLETED_WITH_ERRORS: 1, REJECTED: 1 },
      records: 10,
      recordsFailed: 2,
    },
  ]);
});

it.each([
  [
    'aws',
    'https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/',
  ],
  [
    'aws-cn',
    'https://eu-central-1.console.amazonaws.cn/states/home?region=eu-central-1#/v2/executions/details/',
  ],
])('an execution of the partition %s has its page in the console', (partition, prefix) => {
  const arn = `arn:${partition}:states:eu-central-1:123456789012:execution:user-import:imp`;
  expect(consoleUrl(arn)).toBe(prefix + arn);
});

it('what is no ARN has no page in the console', () => {
  expect(consoleUrl('')).toBeUndefined();
});

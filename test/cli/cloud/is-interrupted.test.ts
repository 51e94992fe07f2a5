import { expect, it } from 'vitest';
import { interruptedOf } from '../../../cli/cloud/is-interrupted.ts';
import { ImportStatusSchema } from '../../../lambdas/contracts/import-status.ts';

it('an import that waits for its file or has ended is not interrupted, and its execution is not looked for', async () => {
  const cloud = {
    isRunning: false,
    clientConfig: () => ({
      region: 'eu-central-1',
      endpoint: 'http://127.0.0.1:9',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    }),
  };
  const importOf = (status: (typeof ImportStatusSchema.options)[number]) => [
    { importId: `imp_${'0'.repeat(26)}`, status, executionArn: 'arn' },
  ];
  const asked: string[] = [];
  for (const status of ImportStatusSchema.options)
    await interruptedOf(cloud as never, importOf(status)).catch(() => asked.push(status));
  expect(asked).not.toContain('AWAITING_UPLOAD');
  expect(asked).not.toContain('COMPLETED');
  expect(asked).toContain('RUNNING');
});

import { expect, it } from 'vitest';
import { takesNoFile } from '../../../lambdas/commands/parts-upload.ts';

it.each([
  [
    'was cancelled a moment ago',
    { status: 'AWAITING_UPLOAD', cancelRequestedAt: '2026-11-29T10:00:00.000Z' },
    'was cancelled',
  ],
  ['is CANCELLED', { status: 'CANCELLED', cancelRequestedAt: '2026-11-29T10:00:00.000Z' }, 'is CANCELLED'],
  ['has its file', { status: 'RUNNING', cancelRequestedAt: undefined }, 'is RUNNING'],
] as const)('an import that %s says why it takes no file', (_, item, why) => {
  expect(takesNoFile(item)).toBe(`The import does not wait for its file: it ${why}.`);
});

import { expect, it } from 'vitest';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { expireUpload } from '../../../../lambdas/tasks/sweep-imports/expire-upload.ts';
import { importItem, NOW } from '../../support/import-item.ts';

const object = { bucket: 'uploads', key: 'k', etag: 'e', size: 1 };
const file = { object, arrival: '1' };
const upload = { bucket: 'uploads', key: 'p/data.json', bytes: 1, expiresAt: NOW.toISOString() };
const pair = { ...upload, header: { key: 'p/header.json', bytes: 1 } };
const feed = { timestamp: '20261121100000', revision: 1 };

it.each<[what: string, item: Partial<Import>, missing: string]>([
  ['one file', { upload }, 'data.json'],
  ['a pair without any file', { upload: pair, feed }, 'data.json'],
  ['a pair without its data file', { upload: pair, feed: { ...feed, header: file } }, 'data.json'],
  ['a pair without its header file', { upload: pair, feed: { ...feed, data: file } }, 'header.json'],
])('an import of %s that has waited too long names the file that is missing', async (_, fields, missing) => {
  const messages: string[] = [];
  const imports = {
    abandon: async (_id: string, _attempt: number, { message }: { message: string }) =>
      messages.push(message) > 0,
  };
  const item = importItem({ status: 'AWAITING_UPLOAD', fileName: 'data.json', ...fields });
  expect(await expireUpload({ imports, now: () => NOW }, item)).toBe(true);
  expect(messages).toEqual([`${missing} was not uploaded until ${NOW.toISOString()}. Create a new import.`]);
  expect(await expireUpload({ imports, now: () => new Date(NOW.getTime() - 1) }, item)).toBe(false);
});

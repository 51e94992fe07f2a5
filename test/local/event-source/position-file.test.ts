import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPositionFile } from '../../../local/event-source/position-file.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

it('has the last position of each shard when it is opened again', async () => {
  const directory = await temporaryDirectory();
  const first = openPositionFile(directory, 'stream');
  for (const [shard, position] of ['a1', 'b1', 'a2', 'a3'].map((both) => [...both] as [string, string]))
    first.set(shard, position);
  first.close('b');
  const second = openPositionFile(directory, 'stream');
  expect([second.get('a'), second.isClosed('a'), second.isClosed('b')]).toEqual(['3', false, true]);
});

it('is read up to the line that a kill of the machine has cut off, and continued after it', async () => {
  const directory = await temporaryDirectory();
  openPositionFile(directory, 'stream').set('a', '1');
  await appendFile(join(directory, 'stream.json'), '{"a":"2');
  const second = openPositionFile(directory, 'stream');
  expect(second.get('a')).toBe('1');
  second.set('a', '3');
  second.set('a', '4');
  expect(openPositionFile(directory, 'stream').get('a')).toBe('4');
});

it('of an earlier version, one object without a line feed, is read', async () => {
  const directory = await temporaryDirectory();
  await writeFile(join(directory, 'stream.json'), '{"a":"7","b":"closed"}');
  const positions = openPositionFile(directory, 'stream');
  expect([positions.get('a'), positions.isClosed('b')]).toEqual(['7', true]);
});

it('stays small, however many batches are processed', async () => {
  const directory = await temporaryDirectory();
  const positions = openPositionFile(directory, 'stream');
  for (let batch = 1; batch <= 2500; batch += 1) positions.set('a', String(batch));
  const text = await readFile(join(directory, 'stream.json'), 'utf8');
  expect(text.split('\n').length).toBeLessThan(1001);
  expect(openPositionFile(directory, 'stream').get('a')).toBe('2500');
  expect(await readdir(directory)).toEqual(['stream.json']);
});

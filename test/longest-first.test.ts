import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LONG } from './support/longest-first.ts';

it('the files that start first are there', () => {
  expect(Object.keys(LONG).filter((path) => !existsSync(path))).toEqual([]);
});

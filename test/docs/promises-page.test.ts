import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/promises.md');
const numbers = [...page.matchAll(/^## (\d)\. /gm)].map(([, number]) => Number(number));

describe('docs/promises.md', () => {
  it('numbers the promises from 1 to 8', () => {
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('names tests that exist, for each promise', () => {
    for (const section of page.split(/^## /m).slice(1)) {
      const tests = [...section.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
      expect(tests.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
      expect(section, 'a test or a measurement').toMatch(/`test\/|`npm run bench`/);
    }
  });

  it('has each promise that the code cites', () => {
    const files = globSync('{bin,cli,lambdas,lib,local}/**/*.{ts,md}', { cwd: root.pathname });
    const cited = files.flatMap((path) =>
      [...read(path).matchAll(/\bpromises? (\d)\b/g)].map(([, number]) => Number(number)),
    );
    expect(cited.length).toBeGreaterThan(5);
    expect(cited.filter((number) => !numbers.includes(number))).toEqual([]);
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const CORE = new URL('../../lambdas/core/', import.meta.url).pathname;

/** What each folder of core imports from the others, by its files. */
async function importsOfFolders(): Promise<ReadonlyMap<string, readonly string[]>> {
  const folders = (await readdir(CORE, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const imports = folders.map(async ({ name }) => {
    const files = await readdir(join(CORE, name), { recursive: true });
    const texts = files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFile(join(CORE, name, file), 'utf8'));
    const found = (await Promise.all(texts)).flatMap((text) =>
      [...text.matchAll(/from '(?:\.\.\/)+([a-z-]+)\/[^']+'/g)].flatMap(([, folder]) => folder ?? []),
    );
    const others = folders.map((folder) => folder.name).filter((other) => other !== name);
    return [name, others.filter((other) => found.includes(other)).sort()] as const;
  });
  return new Map(await Promise.all(imports));
}

describe('lambdas/core/README.md', async () => {
  const text = await readFile(join(CORE, 'README.md'), 'utf8');
  const imports = await importsOfFolders();

  it('has a row for each folder, with the folders that it imports', () => {
    const rows = [...text.matchAll(/^\| \[?`([a-z-]+)\/`.*\|([^|]*)\|$/gm)].map(
      ([, folder = '', imported = '']) =>
        [folder, [...imported.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name).sort()] as const,
    );
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(imports));
  });

  it('draws each folder above those that it imports', () => {
    const [, drawing = ''] = /```\n([^`]+)```/.exec(text) ?? [];
    const lines = drawing.trim().split('\n');
    const lineOf = (folder: string) => lines.findIndex((line) => line.split(/\s+/).includes(folder));
    for (const [folder, imported] of imports) {
      expect(lineOf(folder), folder).not.toBe(-1);
      for (const other of imported)
        expect(lineOf(other), `${folder} imports ${other}`).toBeGreaterThan(lineOf(folder));
    }
  });
});

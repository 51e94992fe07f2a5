import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashSources } from '../../../local/template/hash-sources.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

async function project(): Promise<string> {
  const root = await temporaryDirectory();
  await mkdir(join(root, 'lib', 'deep'), { recursive: true });
  await writeFile(join(root, 'lib', 'deep', 'a.ts'), 'a');
  await writeFile(join(root, 'cdk.json'), '{}');
  return root;
}

const hash = (root: string): Promise<string> => hashSources(root, ['lib', 'cdk.json', 'missing']);

describe('the hash of the sources', () => {
  it('is the same for the same files in any directory', async () => {
    expect(await hash(await project())).toBe(await hash(await project()));
  });

  it.each<[string, (root: string) => Promise<void>]>([
    ['a file changes', (root) => writeFile(join(root, 'lib', 'deep', 'a.ts'), 'b')],
    ['a file is added', (root) => writeFile(join(root, 'lib', 'b.ts'), '')],
    [
      'a file is renamed',
      (root) => rename(join(root, 'lib', 'deep', 'a.ts'), join(root, 'lib', 'deep', 'b.ts')),
    ],
    ['a missing source appears', (root) => writeFile(join(root, 'missing'), '')],
  ])('changes when %s', async (_, change) => {
    const root = await project();
    const before = await hash(root);
    await change(root);
    expect(await hash(root)).not.toBe(before);
  });
});

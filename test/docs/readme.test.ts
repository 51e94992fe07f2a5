import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const readme = read('README.md');
/** Folders that Git ignores, and folders of tools. */
const NOT_SOURCE = new Set(['node_modules', 'cdk.out', 'out', 'stages']);

const foldersIn = (path: string) =>
  readdirSync(new URL(path, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !NOT_SOURCE.has(entry.name))
    .map(({ name }) => name);

/** The folders of the layout map: those of the first level, and those that are indented below one. */
function mapOf(text: string): ReadonlyMap<string, readonly string[]> {
  const block = /## Find your way\n\n```\n(.*?)```/s.exec(text)?.[1] ?? '';
  const map = new Map<string, string[]>();
  let parent = '';
  for (const [, indent, name = ''] of block.matchAll(/^( *)([\w-]+)\//gm)) {
    if (indent === '') {
      parent = name;
      map.set(name, []);
    } else map.get(parent)?.push(name);
  }
  return map;
}

describe('README.md', () => {
  const map = mapOf(readme);

  it('maps every folder of the first level, and no other', () => {
    expect([...map.keys()].sort()).toEqual(foldersIn('./').sort());
  });

  it('maps every folder of lambdas/, and no other', () => {
    expect([...(map.get('lambdas') ?? [])].sort()).toEqual(foldersIn('lambdas/').sort());
  });

  it('links every page of docs/', () => {
    const pages = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
    expect(pages.filter((name) => !readme.includes(`(docs/${name})`))).toEqual([]);
  });
});

describe('the links of the Markdown pages', () => {
  const pages = globSync('{*.md,{bench,cli,docs,lambdas,lib,local,test}/**/*.md}', { cwd: root.pathname });
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]*))?\)/g)].map(
      ([, path = '', anchor]) => ({
        page,
        target: path === '' ? page : join(dirname(page), path),
        anchor,
      }),
    ),
  );

  it('lead to files that exist', () => {
    expect(links.length).toBeGreaterThan(50);
    const broken = links.filter(({ target }) => !existsSync(new URL(target, root)));
    expect(broken).toEqual([]);
  });

  it('lead to headings that exist', () => {
    const anchorsOf = (path: string) =>
      new Set(
        [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
          heading
            .toLowerCase()
            .replace(/[^\p{L}\p{N} _-]/gu, '')
            .replaceAll(' ', '-'),
        ),
      );
    const broken = links.filter(
      ({ target, anchor }) =>
        anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor),
    );
    expect(broken).toEqual([]);
  });
});

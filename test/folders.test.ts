import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT_DIR = join(import.meta.dirname, '..');
const SOURCES = ['bin', 'cli', 'client', 'lambdas', 'lib', 'local', 'page'];
/** Static and dynamic imports, exports of another module, and types of a module. */
const RELATIVE_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g;

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = SOURCES.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,js}`, { cwd: PROJECT_DIR }));
const imports = files.flatMap((from): readonly Import[] =>
  [...readFileSync(join(PROJECT_DIR, from), 'utf8').matchAll(RELATIVE_IMPORT)].map(([, path = '']) => ({
    from,
    to: relative(PROJECT_DIR, join(PROJECT_DIR, dirname(from), path)),
  })),
);

/** Every folder that contains folders, and the project itself. */
const parents = new Set(
  files.flatMap((file) => {
    const names = dirname(file).split(sep);
    return names.map((_, depth) => names.slice(0, depth).join(sep));
  }),
);

/** The folder of `parent` that contains the file, if it is in one. */
function folderOf(file: string, parent: string): string | undefined {
  if (parent !== '' && !file.startsWith(parent + sep)) return undefined;
  const names = file.slice(parent === '' ? 0 : parent.length + 1).split(sep);
  return names.length > 1 ? names[0] : undefined;
}

/** The imports among the folders of `parent` that are part of a circle, directly or through other folders. */
function circle(all: readonly Import[], parent: string): readonly string[] {
  let open = all.flatMap(({ from, to }) => {
    const [one, other] = [folderOf(from, parent), folderOf(to, parent)];
    return one === undefined || other === undefined || one === other ? [] : [{ one, other, from, to }];
  });
  for (let size = -1; size !== open.length; ) {
    size = open.length;
    const importing = new Set(open.map(({ one }) => one));
    const imported = new Set(open.map(({ other }) => other));
    open = open.filter(({ one, other }) => importing.has(other) && imported.has(one));
  }
  return open.map(({ from, to }) => `${from} imports ${to}`);
}

describe('the folders of the sources', () => {
  it.each([...parents].sort())('in "%s" do not import each other in a circle', (parent) => {
    expect(circle(imports, parent)).toEqual([]);
  });

  it('are those of the whole project, and each import names a file', () => {
    expect(parents.size).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(files.length);
    const known = new Set(files);
    const sources = imports.filter(({ to }) => /\.(ts|tsx|js)$/.test(to));
    expect(sources.filter(({ to }) => !known.has(to))).toEqual([]);
  });

  it('have a circle if a folder imports one that imports it through another one', () => {
    const three = [
      { from: 'a/x/1.ts', to: 'a/y/1.ts' },
      { from: 'a/y/2.ts', to: 'a/z/1.ts' },
      { from: 'a/z/2.ts', to: 'a/x/2.ts' },
      { from: 'a/w/1.ts', to: 'a/x/1.ts' },
    ];
    expect(circle(three, 'a')).toHaveLength(3);
    expect(circle(three.slice(1), 'a')).toEqual([]);
  });
});

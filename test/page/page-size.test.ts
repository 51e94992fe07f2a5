import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageSizes, pageSizes } from '../../bench/page-sizes.ts';
import { buildPage } from '../../page/build.ts';

const kB = 1000;

describe('the built page', () => {
  let directory: string;
  let sizes: PageSizes;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-page-size-'));
    await buildPage({ outDir: join(directory, 'one') });
    sizes = await pageSizes(join(directory, 'one'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('has at most 250 kB of JavaScript, of it 45 kB before a file is chosen, and 135 kB in the check worker', () => {
    expect(sizes.firstScripts).toBeLessThanOrEqual(45 * kB);
    expect(sizes.workerScripts).toBeLessThanOrEqual(135 * kB);
    expect(sizes.scripts).toBeLessThanOrEqual(250 * kB);
    // The worker contains the rules.
    expect(sizes.workerScripts).toBeGreaterThan(100 * kB);
    // Preact with the texts is larger: the sizes are not those of an empty page.
    expect(sizes.firstScripts).toBeGreaterThan(20 * kB);
    expect(sizes.scripts).toBeGreaterThan(sizes.firstScripts);
  });

  it('has a script of less than 1,000 bytes for pages that embed it, which loads nothing', async () => {
    const script = await readFile(join(directory, 'one', 'embed.js'), 'utf8');
    expect(Buffer.byteLength(script)).toBeLessThan(kB);
    expect(script).toContain('customElements.define("rollcall-import"');
    // A classic script: nothing of it is visible to the page that loads it.
    expect(script).toMatch(/^\(\(\)=>\{.*\}\)\(\);$/s);
    expect(script).not.toMatch(/import\b[^"]*from|import\(/);
  });

  it('is the same for the same sources', async () => {
    const [one, two] = [join(directory, 'one'), join(directory, 'two')];
    await buildPage({ outDir: two });
    const names = (await readdir(one, { recursive: true })).sort();
    expect((await readdir(two, { recursive: true })).sort()).toEqual(names);
    for (const name of names.filter((file) => /\.\w+$/.test(file)))
      expect(await readFile(join(two, name), 'utf8'), name).toBe(await readFile(join(one, name), 'utf8'));
  });

  it('has a hash in the name of each file that index.html loads, and no inline script or style', async () => {
    const html = await readFile(join(directory, 'one', 'index.html'), 'utf8');
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
    expect(loaded.length).toBeGreaterThan(1);
    for (const path of loaded) expect(path).toMatch(/^\.\/assets\/[\w-]+-[\w-]{8}\.(js|css)$/);
    expect(html).not.toMatch(/<style|style=|<script(?![^>]* src=)/);
  });

  it('is built for production: it names no file of the machine that has built it', async () => {
    const scripts = (await readdir(join(directory, 'one', 'assets'))).filter((name) => name.endsWith('.js'));
    for (const name of scripts)
      expect(await readFile(join(directory, 'one', 'assets', name), 'utf8')).not.toContain(process.cwd());
  });
});

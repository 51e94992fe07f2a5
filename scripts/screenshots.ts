/**
 * Renews the screenshots of the README (`npm run screenshots`): tests of the page write them into `.vitest/screenshots`,
 * and this copies those that the documentation shows, with a palette of 256 colors. Tests themselves change no file that is in Git.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withPalette } from './palette-png.ts';

const ROOT = join(import.meta.dirname, '..');
const MAX_BYTES = 150_000;

/** By the test that writes them: the view, and its name in `docs/images`. */
const SHOWN = {
  'columns.test.ts': { 'columns-german-light': 'page-columns' },
  'check.test.ts': { 'check-german-light': 'page-check' },
  'outcome.test.ts': { 'review-light': 'page-review', 'outcome-with-errors-light': 'page-outcome' },
  'console.test.ts': { 'console-activity-dark': 'page-console' },
};

const tests = Object.keys(SHOWN).map((file) => `test/page/browser/${file}`);
execFileSync('npx', ['vitest', 'run', ...tests], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, SCREENSHOTS: '1' },
});

const images = join(ROOT, 'docs', 'images');
await mkdir(images, { recursive: true });
for (const [view, name] of Object.values(SHOWN).flatMap((views) => Object.entries(views))) {
  const from = join(ROOT, '.vitest', 'screenshots', `${view}.png`);
  const png = withPalette(await readFile(from));
  if (png.length > MAX_BYTES)
    throw new Error(
      `${from} has ${png.length} bytes. Images of the documentation have at most ${MAX_BYTES}.`,
    );
  await writeFile(join(images, `${name}.png`), png);
}

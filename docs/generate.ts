/**
 * Writes docs/errors.md from the catalogues in the code; `--check` changes nothing and fails when the page is stale.
 *
 *   node docs/generate.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { errorsPage } from './errors-page.ts';

const PAGE = new URL('errors.md', import.meta.url);

const wanted = errorsPage();
if (!process.argv.includes('--check')) writeFileSync(PAGE, wanted);
else if (readFileSync(PAGE, 'utf8') !== wanted) {
  console.error('docs/errors.md is stale. Run `node docs/generate.ts` and commit what it writes.');
  process.exitCode = 1;
}

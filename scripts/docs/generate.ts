/**
 * Writes the pages that come from the code: errors.md, import-types/*.md and the example of adding-an-import-type.md;
 * `--check` changes nothing and fails when one of them is stale.
 *
 *   node scripts/docs/generate.ts [--check]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generatedPages } from './generated-pages.ts';

mkdirSync(new URL('../../docs/import-types/', import.meta.url), { recursive: true });
for (const [path, wanted] of generatedPages()) {
  const page = new URL(`../../docs/${path}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(page, wanted);
  else if (!existsSync(page) || readFileSync(page, 'utf8') !== wanted) {
    console.error(`docs/${path} is stale. Run \`node scripts/docs/generate.ts\` and commit what it writes.`);
    process.exitCode = 1;
  }
}

/**
 * Writes the generated pages: errors.md, import-types/*.md and the example in adding-an-import-type.md.
 * `--check` writes nothing and fails when a page is out of date.
 *
 *   node scripts/docs/generate.ts [--check]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generatedPages } from './generated-pages.ts';
import { sendersPage } from './senders-page.ts';

mkdirSync(new URL('../../docs/import-types/', import.meta.url), { recursive: true });
for (const [path, wanted] of [...generatedPages(), ['senders.md', await sendersPage()] as const]) {
  const page = new URL(`../../docs/${path}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(page, wanted);
  else if (!existsSync(page) || readFileSync(page, 'utf8') !== wanted) {
    console.error(`docs/${path} is out of date. Run \`npm run docs\` and commit the result.`);
    process.exitCode = 1;
  }
}

/**
 * Writes the generated pages of docs/, the OpenAPI document and the types of its client.
 * `--check` writes nothing and fails when a page is out of date.
 *
 *   node scripts/docs/generate.ts [--check]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { clientTypes } from '../client-types/generate.ts';
import { openApiText } from './api-page.ts';
import { generatedPages } from './generated-pages.ts';
import { securityPage } from './security-page.ts';
import { sendersPage } from './senders-page.ts';

mkdirSync(new URL('../../docs/import-types/', import.meta.url), { recursive: true });
const made = [
  ['senders.md', await sendersPage()],
  ['security.md', await securityPage()],
  ['../client/schema.ts', await clientTypes(openApiText())],
] as const;
for (const [path, wanted] of [...generatedPages(), ...made]) {
  const page = new URL(`../../docs/${path}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(page, wanted);
  else if (!existsSync(page) || readFileSync(page, 'utf8') !== wanted) {
    console.error(`docs/${path} is out of date. Run \`npm run docs\` and commit the result.`);
    process.exitCode = 1;
  }
}

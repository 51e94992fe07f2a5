import { readFileSync } from 'node:fs';
import { codeBlock } from './markdown.ts';

const EXAMPLE = new URL('../../examples/import-types/newsletter-subscribers.ts', import.meta.url);
const BLOCK = /(<!-- newsletter-subscribers\.ts[^\n]*-->\n).*(<!-- \/newsletter-subscribers\.ts -->)/s;

/** The page with the example type from examples/. Import paths are those of a file in lambdas/import-types. */
export function withExample(page: string): string {
  const source = readFileSync(EXAMPLE, 'utf8')
    .replaceAll('../../lambdas/import-types/', './')
    .replaceAll('../../lambdas/', '../');
  if (!BLOCK.test(page)) throw new Error('the page has no block newsletter-subscribers.ts');
  const block = `${codeBlock('ts', source).join('\n')}\n`;
  return page.replace(BLOCK, (_, start: string, end: string) => start + block + end);
}

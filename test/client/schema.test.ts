import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { clientTypes } from '../../scripts/client-types/generate.ts';
import { openApiText } from '../../scripts/docs/api-page.ts';

it('client/schema.ts has the types of the document that the API serves: if not, run `npm run docs`', async () => {
  expect(readFileSync('client/schema.ts', 'utf8')).toBe(await clientTypes(openApiText()));
});

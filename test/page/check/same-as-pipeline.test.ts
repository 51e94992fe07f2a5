import { describe, expect, it } from 'vitest';
import { importBytes } from '../../lambdas/processing/import-bytes.ts';
import { askedFor, CASE_FILES } from './case-files.ts';
import { checkInPage } from './check-file.ts';
import { pageIssues, pipelineIssues } from './issues-of.ts';

describe('the page and the pipeline say the same', () => {
  it.each(CASE_FILES)('of $title', async (file) => {
    const checked = await checkInPage(new Uint8Array(file.bytes), ...askedFor(file));
    const imported = await importBytes(file.type, file.bytes, file.options);
    expect(await pageIssues(checked)).toEqual(pipelineIssues(imported));
  });
});

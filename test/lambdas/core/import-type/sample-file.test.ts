import { describe, expect, it } from 'vitest';
import { templateFiles } from '../../../../cli/templates/template-files.ts';
import { FeedHeaderSchema } from '../../../../lambdas/contracts/feed-header.ts';
import { sampleFile, sampleType } from '../../../../lambdas/core/import-type/sample-file.ts';
import { readFeedName } from '../../../../lambdas/core/naming/feed-name.ts';
import { userFeed } from '../../../../lambdas/import-types/user-feed.ts';
import { workspaceUsers } from '../../../../lambdas/import-types/workspace-users.ts';
import { issuesOfMistake } from '../../../../scripts/docs/import-type-messages.ts';
import { inspected } from '../../processing/inspected.ts';
import { runImports } from '../../processing/run-imports.ts';
import { everyTypeAndFormat } from '../../support/all-types.ts';

const NOW = new Date('2018-03-21T11:05:59.123Z');

describe.each(everyTypeAndFormat())('the sample of %s as %s', (_name, format, definition) => {
  it('is imported as it is: every record makes a user, without an issue or a warning', async () => {
    const file = inspected(definition, sampleFile(definition, format));
    const { results } = await runImports([file], 1);
    expect(results.flat().map(({ outcome, issues }) => [outcome, issues])).toEqual(
      definition.sample.records.map(() => ['created', []]),
    );
    expect(file.unknownColumns).toEqual([]);
    expect(file.layout.format).toBe(format);
  });

  it('is changed by each of its mistakes into a record that is refused', () => {
    const { mistakes } = definition.sample;
    const refused = mistakes.filter(([, fields]) =>
      issuesOfMistake(definition, fields).some(({ severity }) => severity === 'error'),
    );
    expect(refused).toEqual(mistakes);
    expect(mistakes).not.toEqual([]);
  });
});

describe('the template', () => {
  it('of workspace users has a column for each field', () => {
    const columns = sampleType(workspaceUsers).fields.map(({ name }) => name);
    expect(templateFiles(workspaceUsers, 'csv', { empty: true, now: NOW })).toEqual([
      { text: `${columns.join(',')}\n` },
    ]);
  });

  it('of a user feed is a pair of files with the names and the header that the feed takes', () => {
    const files = templateFiles(userFeed, 'json', { empty: false, now: NOW });
    expect(files.map(({ name }) => readFeedName(name ?? '', NOW))).toEqual([
      { ok: true, half: 'header', timestamp: '20180321110559' },
      { ok: true, half: 'data', timestamp: '20180321110559' },
    ]);
    expect(FeedHeaderSchema.parse(JSON.parse(files[0]?.text ?? ''))).toHaveLength(10);
  });
});

import { describe, expect, it } from 'vitest';
import { pageProblem } from '../../../../lambdas/core/inspection/page-of-export.ts';
import { participants } from '../../../../lambdas/import-types/participants.ts';
import { importBytes } from '../../processing/import-bytes.ts';

const problem = (members: Record<string, unknown>, records = 2) =>
  pageProblem({ members, path: ['users'] }, records);

describe('a JSON file with an array of records in an object', () => {
  it.each<[named: string, members: Record<string, unknown>]>([
    ['`hasMore` is true', { hasMore: true }],
    ['`has_more` is true', { has_more: true, next: null }],
    ['`next` is not empty', { next: 'https://api.example/users?page=2' }],
    ['`next` is not empty', { next: 2 }],
    ['`nextPageToken` is not empty', { nextPageToken: 'x' }],
    ['`next_page_token` is not empty', { next_page_token: 'x' }],
    ['`NextToken` is not empty', { NextToken: 'x' }],
    ['`next_cursor` is not empty', { next_cursor: 'x' }],
    ['`@odata.nextLink` is not empty', { '@odata.nextLink': 'https://x' }],
    ['`nextRecordsUrl` is not empty', { nextRecordsUrl: '/services/data/v1' }],
    ['`LastEvaluatedKey` is not empty', { LastEvaluatedKey: { id: { S: 'x' } } }],
    ['`links.next` is not empty', { links: { self: 'a', next: 'b' } }],
    ['`_links.next` is not empty', { _links: { next: { href: 'b' } } }],
    ['`paging.next` is not empty', { paging: { next: { after: '2', link: 'x' } } }],
    ['`response_metadata.next_cursor` is not empty', { response_metadata: { next_cursor: 'x' } }],
    ['`meta.pagination.next_page` is not empty', { meta: { pagination: { next_page: 2 } } }],
    ['`pageInfo.hasNextPage` is true', { pageInfo: { hasNextPage: true, endCursor: 'x' } }],
    ['`total` is 3', { total: 3 }],
    ['`totalResults` is 100', { totalResults: 100, itemsPerPage: 2 }],
    ['`@odata.count` is 3', { '@odata.count': 3 }],
    ['`count` is 3', { count: '3' }],
    ['`meta.total_count` is 3', { meta: { total_count: 3 } }],
    ['`page.totalPages` is 2', { page: { number: 0, totalPages: 2 } }],
    ['`done` is false', { done: false }],
    ['`last` is false', { last: false }],
    ['`isTruncated` is true', { isTruncated: true }],
    ['`incomplete_results` is true', { incomplete_results: true }],
    ['`PaginationToken` is not empty', { PaginationToken: 'x' }],
    ['`end_of_stream` is false', { end_of_stream: false }],
    ['`numFound` is 200', { numFound: 200, start: 0 }],
    ['`status` is "partial"', { status: 'partial' }],
  ])('is one page of several if %s', (named, members) => {
    expect(problem(members)).toMatchObject({
      code: 'PAGE_OF_EXPORT',
      message: expect.stringContaining(named),
    });
  });

  it.each<[prose: string, members: Record<string, unknown>]>([
    ['the next page is nothing', { next: null, nextLink: '', next_cursor: '0', links: { next: null } }],
    ['the link is nothing', { _links: { next: { href: null } } }],
    ['no more are said to follow', { hasMore: false, done: true, isLast: true, incomplete_results: false }],
    ['it has as many as the total', { total: 2, count: 2, totalSize: 2, pages: 1, last_page: 1 }],
    ['the total is of another kind', { total: 19.5, count: 'many' }],
    ['there is a page before it', { previous: 'x', prev: 'x', links: { prev: 'x', last: 'y' } }],
    ['only another object has such a name', { filter: { next: 'x', total: 5 } }],
    ['the names are none of these', { version: 2, exportedAt: '2026', limit: 50, offset: 0 }],
  ])('is the whole if %s', (_prose, members) => {
    expect(problem(members)).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a cursor', { cursor: 'abc' }, 'The other member `cursor` was ignored'],
    ['an offset', { offset: 2, total: 2 }, 'The other member `offset` was ignored'],
    ['links', { links: ['https://x/users?page=2'] }, 'The other member `links` was ignored'],
    ['a part', { part: 1, of: 3 }, 'The other members `part`, `of` were ignored'],
    ['failures', { errors: ['c: timeout'], next: null }, 'The other member `errors` was ignored'],
    ['an earlier page', { links: { previous: 'x', next: null } }, 'The other member `links` was ignored'],
  ])('is imported with a warning that names the other members if it has %s', async (_, members, named) => {
    const users = [
      { accountId: 'acme', id: 'a' },
      { accountId: 'acme', id: 'b' },
    ];
    for (const object of [
      { ...members, users },
      { users, ...members },
    ]) {
      const imported = await importBytes(participants, Buffer.from(JSON.stringify(object)));
      expect(imported).toMatchObject({ status: 'imported', counts: { created: 2, failed: 0, warnings: 1 } });
      const message = `Only the array \`users\` of the JSON object was read. ${named}. If the export has several pages`;
      expect(JSON.stringify(imported)).toContain(JSON.stringify(message).slice(1, -1));
    }
  });

  it('is imported without a warning if the other members are empty or say that nothing is missing', async () => {
    const users = [{ accountId: 'acme', id: 'a' }];
    const members = { total: 1, next: null, hasMore: false, links: { next: '' }, warnings: [], done: true };
    const imported = await importBytes(participants, Buffer.from(JSON.stringify({ ...members, users })));
    expect(imported).toMatchObject({ status: 'imported', counts: { created: 1, warnings: 0 } });
  });

  it('is rejected as a page whether the signs are before or behind the array, and nothing of it is imported', async () => {
    const users = '"users":[{"accountId":"acme","id":"a"},{"accountId":"acme","id":"b"}]';
    for (const file of [`{"hasMore":true,${users}}`, `{${users},"hasMore":true}\n`]) {
      expect(await importBytes(participants, Buffer.from(file))).toMatchObject({
        status: 'rejected',
        code: 'PAGE_OF_EXPORT',
        message: expect.stringMatching(/`users` has 2 records.*`jq '\.users' FILE`/),
      });
    }
    const last = `{"total":2,${users},"hasMore":false,"next":null}`;
    expect(await importBytes(participants, Buffer.from(last))).toMatchObject({ status: 'imported' });
  });
});

import * as z from 'zod';
import { ISSUE_CURSOR, readIssueCursor } from '../../commands/list-issues/issue-cursor.ts';
import { ImportIdSchema } from '../../contracts/import.ts';
import { IssueCodeSchema, SeveritySchema } from '../../contracts/issue.ts';
import { IssueViewSchema, issueView } from '../issue-view.ts';
import { operation } from '../operation.ts';
import { readOwnImport } from '../own-import.ts';
import { pageCursor } from '../page-cursor.ts';
import { Problem } from '../problem.ts';

const MAX_PAGE = 1000;

const OUTDATED = {
  CursorOutdated:
    'The list has changed since that page: the import went on. Request it again without `cursor`.',
  FileExpired: 'The files of the import have expired.',
} as const;

const listImportIssues = operation({
  id: 'listImportIssues',
  method: 'GET',
  path: '/v1/imports/{importId}/issues',
  tag: 'Imports',
  summary: 'Lists the single errors and warnings of an import, in the order of the file.',
  description:
    'While the import runs, the list has the issues of the first part of the file, and `complete` is false. After an evaluation it has what the evaluation found. A page may have fewer issues than `limit`. There are no more only if `next` is absent. `issues` of the import itself counts them by kind.',
  permission: 'imports:read',
  params: z.object({ importId: ImportIdSchema }),
  query: z.strictObject({
    code: IssueCodeSchema.optional(),
    field: z.string().max(1000).optional().meta({ description: 'Only issues about this field or column.' }),
    severity: SeveritySchema.optional(),
    cursor: pageCursor(ISSUE_CURSOR),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
  }),
  status: 200,
  result: z.object({
    issues: z.array(IssueViewSchema),
    next: z.string().optional(),
    complete: z
      .boolean()
      .meta({ description: 'False: the import can still find more issues, or they could not be written.' }),
  }),
  problems: ['invalid-request', 'not-found', 'import-damaged', 'conflict'],
  async run({ bearer, params, query }, ports) {
    const item = await readOwnImport(ports, bearer, params.importId);
    const { cursor, limit, ...filter } = query;
    const request = { filter, limit, cursor: cursor === undefined ? undefined : readIssueCursor(cursor) };
    const listed = await ports.listIssues(item, request);
    if (!listed.found) {
      const kind = listed.reason === 'FileExpired' ? 'not-found' : 'conflict';
      throw new Problem(kind, OUTDATED[listed.reason], { code: listed.reason });
    }
    const { issues, next, isComplete } = listed;
    return { body: { issues: issues.map(issueView), next, complete: isComplete } };
  },
});

export const ISSUE_OPERATIONS = [listImportIssues];

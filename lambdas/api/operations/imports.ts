import * as z from 'zod';
import type { Import } from '../../contracts/import.ts';
import { ImportIdSchema } from '../../contracts/import.ts';
import { FINAL_STATUSES, ImportStatusSchema } from '../../contracts/import-status.ts';
import { shownProgress } from '../follow-import.ts';
import { operation } from '../operation.ts';
import { isOwn, readOwnImport } from '../own-import.ts';
import { pageCursor } from '../page-cursor.ts';
import type { ApiPorts } from '../ports.ts';
import { Problem } from '../problem.ts';
import { openCursor, SEALED_CURSOR, sealCursor } from '../sealed-cursor.ts';
import {
  FILE_NAMES,
  FileNameSchema,
  ImportSummaryViewSchema,
  ImportViewSchema,
  importView,
  summaryView,
} from '../views.ts';
import { createImport } from './create-import.ts';

const MAX_PAGE = 100;
const DOWNLOAD_SECONDS = 60;

const ImportParams = z.object({ importId: ImportIdSchema });

const ListQuery = z.strictObject({
  status: ImportStatusSchema.optional(),
  type: z.string().max(64).optional(),
  requestId: z.string().max(128).optional(),
  from: z.iso.datetime({ offset: true }).optional().meta({ description: 'Created at this time or later.' }),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: 'Created before this time.' }),
  cursor: pageCursor(SEALED_CURSOR),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(20),
});

const listImports = operation({
  id: 'listImports',
  method: 'GET',
  path: '/v1/imports',
  tag: 'Imports',
  summary: "Lists the tenant's imports, the newest first; for a session, those of its person.",
  description:
    'A page may have fewer imports than `limit`. There are no more only if `next` is absent. A new import can take a second to appear.',
  permission: 'imports:read',
  query: ListQuery,
  status: 200,
  result: z.object({ imports: z.array(ImportSummaryViewSchema), next: z.string().optional() }),
  problems: ['invalid-request'],
  async run({ bearer, query }, { list, trail }) {
    const { type: importType, cursor, limit, from, to, ...filter } = query;
    const secret = () => trail.hashKey(bearer.tenant);
    const after = cursor === undefined ? undefined : openCursor(await secret(), cursor);
    const time = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
    const { imports, next } = await list.page(
      bearer.tenant,
      { ...filter, importType, from: time(from), to: time(to) },
      { after, limit },
    );
    const visible = imports.filter((item) => isOwn(bearer, item));
    const isOpen = visible.some(({ status }) => !FINAL_STATUSES.has(status));
    const queue = isOpen ? await list.queue(bearer.tenant) : [];
    return {
      body: {
        imports: visible.map((item) => summaryView(item, queue)),
        next: next && sealCursor(await secret(), next),
      },
    };
  },
});

const getImport = operation({
  id: 'getImport',
  method: 'GET',
  path: '/v1/imports/{importId}',
  tag: 'Imports',
  summary: 'Shows an import: status, stage, progress, counts, issues by kind, files.',
  description:
    'To follow an import, repeat the request with `If-None-Match`: 304 means that nothing changed.',
  permission: 'imports:read',
  params: ImportParams,
  status: 200,
  result: ImportViewSchema,
  problems: ['not-found', 'import-damaged'],
  async run({ bearer, params }, ports) {
    const item = await readOwnImport(ports, bearer, params.importId);
    return { body: importView(item, await shownProgress(ports, item)) };
  },
});

const AcceptedSchema = z.object({ id: ImportIdSchema, status: ImportStatusSchema });

/** The answer of a command: the import as it is after it. */
async function accepted(ports: ApiPorts, item: Import) {
  const { status } = await ports.imports.read(item.importId);
  return { body: { id: item.importId, status } };
}

const COMMAND = {
  method: 'POST',
  tag: 'Imports',
  permission: 'imports:write',
  params: ImportParams,
  status: 202,
  result: AcceptedSchema,
  problems: ['not-found', 'import-damaged', 'conflict'],
} as const;

const confirmImport = operation({
  ...COMMAND,
  id: 'confirmImport',
  path: '/v1/imports/{importId}/confirm',
  summary: 'Confirms an import that was evaluated and waits for it.',
  async run({ bearer, params, logger }, ports) {
    const item = await readOwnImport(ports, bearer, params.importId);
    const answer = await ports.confirm(item, { logger });
    if (!answer.confirmed) throw new Problem('conflict', answer.message, answer);
    return accepted(ports, item);
  },
});

const cancelImport = operation({
  ...COMMAND,
  id: 'cancelImport',
  path: '/v1/imports/{importId}/cancel',
  summary: 'Cancels an import. Records that were imported stay imported.',
  async run({ bearer, params, logger }, ports) {
    const item = await readOwnImport(ports, bearer, params.importId);
    const answer = await ports.cancel(item, { logger });
    if (!answer.accepted) throw new Problem('conflict', answer.message, answer);
    return accepted(ports, item);
  },
});

const resumeImport = operation({
  ...COMMAND,
  id: 'resumeImport',
  path: '/v1/imports/{importId}/resume',
  summary: 'Resumes an import that was aborted or cancelled.',
  async run({ bearer, params, logger }, ports) {
    const item = await readOwnImport(ports, bearer, params.importId);
    const answer = await ports.resume(item, { logger });
    if (!answer.resumed) throw new Problem('conflict', answer.message, answer);
    return accepted(ports, item);
  },
});

const downloadFile = operation({
  id: 'downloadFile',
  method: 'GET',
  path: '/v1/imports/{importId}/files/{name}',
  tag: 'Imports',
  summary: 'Redirects to a file of the import.',
  description: `The address in \`Location\` is valid for ${DOWNLOAD_SECONDS} seconds and needs no bearer.`,
  permission: 'imports:read',
  params: ImportParams.extend({ name: FileNameSchema }),
  status: 302,
  problems: ['not-found', 'import-damaged'],
  async run({ bearer, params }, ports) {
    const item = await readOwnImport(ports, bearer, params.importId);
    const file = item.files?.[FILE_NAMES[params.name]];
    if (file === undefined)
      throw new Problem('not-found', `The import has no file ${params.name}; it is ${item.status}.`);
    const extension = /\.[a-z]+$/.exec(file.key)?.[0] ?? '';
    const location = await ports.presign.download({
      bucket: ports.resultsBucket,
      key: file.key,
      fileName: `${baseName(item.fileName)}-${params.name}${extension}`,
      seconds: DOWNLOAD_SECONDS,
    });
    return { body: undefined, headers: { location } };
  },
});

/** `users.csv.gz` → `users`. */
function baseName(fileName: string): string {
  return fileName.replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, '') || fileName;
}

export const IMPORT_OPERATIONS = [
  createImport,
  listImports,
  getImport,
  confirmImport,
  cancelImport,
  resumeImport,
  downloadFile,
];

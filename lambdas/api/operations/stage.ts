import * as z from 'zod';
import { ChunkFailureSchema, type Import, ImportIdSchema } from '../../contracts/import.ts';
import { TenantSchema } from '../../contracts/import-options.ts';
import { FINAL_STATUSES, ImportStatusSchema } from '../../contracts/import-status.ts';
import { CountsSchema } from '../../contracts/outcome.ts';
import type { StageImport } from '../../contracts/stage-import.ts';
import { Activity } from '../../core/lifecycle/activity.ts';
import { DAY_CURSOR, dayCursorText, readDayCursor } from '../../core/lifecycle/days.ts';
import { PHASES } from '../../core/lifecycle/progress.ts';
import { consoleUrl } from '../../core/naming/console-url.ts';
import { findReadable, readAnyImport } from '../damaged-import.ts';
import { shownProgress } from '../follow-import.ts';
import { operation } from '../operation.ts';
import { pageCursor } from '../page-cursor.ts';
import type { ApiPorts } from '../ports.ts';
import { Problem } from '../problem.ts';
import { describeStages, ProgressSchema, progressView, TimingsSchema, timingsOf } from '../progress-view.ts';

const MAX_PAGE = 100;
const DAY_MS = 86_400_000;
const MAX_DAYS = 31;
/** Imports that one request counts. */
const MAX_COUNTED = 20_000;
const COUNTED_AT_ONCE = 1000;

const time = z.iso.datetime();
const STAGE = {
  callers: 'operator',
  tag: 'Stage',
  permission: 'stage:read',
  method: 'GET',
  status: 200,
} as const;

const StageImportViewSchema = z
  .object({
    id: ImportIdSchema,
    tenant: TenantSchema,
    importType: z.string(),
    status: ImportStatusSchema,
    attempt: z.int().positive(),
    counts: CountsSchema.optional(),
    createdAt: time,
    startedAt: time.optional(),
    endedAt: time.optional(),
  })
  .meta({ id: 'StageImport' });

function view({ importId: id, tenant, importType, status, attempt, counts, ...times }: StageImport) {
  const { createdAt, startedAt, endedAt } = times;
  return { id, tenant, importType, status, attempt, counts, createdAt, startedAt, endedAt };
}

const period = {
  from: z.iso.datetime({ offset: true }).optional().meta({ description: 'Absent: 7 days before `to`.' }),
  to: z.iso.datetime({ offset: true }).optional().meta({ description: 'Absent: now.' }),
};

/** @throws Problem invalid-request */
function periodOf(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Date,
) {
  // Ids have the time of their import: one of this very second is included.
  const to = query.to === undefined ? new Date(now.getTime() + 1000) : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - 7 * DAY_MS) : new Date(query.from);
  if (from <= to && to.getTime() - from.getTime() <= MAX_DAYS * DAY_MS + 1000) return { from, to };
  const detail = `\`from\` must be before \`to\`, by at most ${MAX_DAYS} days.`;
  throw new Problem('invalid-request', detail, { errors: [{ in: 'query', pointer: 'from', detail }] });
}

const listStageImports = operation({
  ...STAGE,
  id: 'listStageImports',
  path: '/v1/stage/imports',
  summary: 'Lists the imports of all tenants by time, the newest first.',
  description:
    'File names and values are not shown. A page may have fewer imports than `limit`. There are no more only if `next` is absent. Imports that versions before 0.2 took in are not listed.',
  query: z.strictObject({
    tenant: TenantSchema.optional(),
    status: ImportStatusSchema.optional(),
    type: z.string().max(64).optional(),
    ...period,
    cursor: pageCursor(DAY_CURSOR),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  }),
  result: z.object({ imports: z.array(StageImportViewSchema), next: z.string().optional() }),
  problems: ['invalid-request'],
  async run({ query: { cursor, limit, type: importType, tenant, status, ...times } }, { stageImports, now }) {
    const filter = { tenant, status, importType, ...periodOf(times, now()) };
    const after = cursor === undefined ? undefined : readDayCursor(cursor);
    const { imports, next } = await stageImports.page(filter, { after, limit });
    return { body: { imports: imports.map(view), next: next && dayCursorText(next) } };
  },
});

const OpenImportSchema = StageImportViewSchema.extend({
  updatedAt: time,
  queuePosition: z.int().positive().optional().meta({
    description: 'Its place among the imports of its tenant. Absent: it does not wait for a turn.',
  }),
  turnOf: ImportIdSchema.optional().meta({ description: 'The import of the tenant that may write now.' }),
  cancelRequestedAt: time.optional(),
  failure: ChunkFailureSchema.optional().meta({
    description: 'Why a chunk failed last. It may be tried again.',
  }),
}).meta({ id: 'OpenStageImport' });

const listOpenImports = operation({
  ...STAGE,
  id: 'listOpenStageImports',
  path: '/v1/stage/open-imports',
  summary: 'Lists what is open in all tenants, the oldest first, with the places in the queues.',
  description: 'These are imports that have not ended, or whose e-mail was not sent yet.',
  query: z.strictObject({
    cursor: ImportIdSchema.optional().meta({ description: '`next` of the page before.' }),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  }),
  result: z.object({ imports: z.array(OpenImportSchema), next: ImportIdSchema.optional() }),
  problems: ['invalid-request'],
  async run({ query: { cursor, limit } }, ports) {
    const { ids, next } = await ports.stageImports.open(cursor, limit);
    const items = (await Promise.all(ids.map((id) => findReadable(ports, id)))).filter(
      (one) => one !== undefined,
    );
    const tenants = [...new Set(items.map(({ tenant }) => tenant))];
    const queues = new Map(
      await Promise.all(tenants.map(async (tenant) => [tenant, await queueOf(ports, tenant)] as const)),
    );
    return { body: { imports: items.map((item) => openView(item, queues.get(item.tenant))), next } };
  },
});

interface Queue {
  readonly ids: readonly string[];
  readonly turnOf: string | undefined;
}

/** The ticket of the turn ends with the id of its import. */
async function queueOf({ list, turns }: ApiPorts, tenant: string): Promise<Queue> {
  const [ids, { ticket }] = await Promise.all([list.queue(tenant), turns.readTurn(tenant)]);
  return { ids, turnOf: ticket?.split('#').at(-1) };
}

function openView(item: Import, queue: Queue | undefined): z.input<typeof OpenImportSchema> {
  const { importId, updatedAt, cancelRequestedAt, failure } = item;
  const place = FINAL_STATUSES.has(item.status) ? -1 : (queue?.ids.indexOf(importId) ?? -1);
  return {
    ...view(item),
    updatedAt,
    queuePosition: place < 0 ? undefined : place + 1,
    turnOf: queue?.turnOf,
    cancelRequestedAt,
    failure,
  };
}

const getStageImport = operation({
  ...STAGE,
  id: 'getStageImport',
  path: '/v1/stage/imports/{importId}',
  summary: 'Shows an import of any tenant: how far it is, why it failed, and its execution.',
  description:
    'Values of its file are not shown. To cancel or resume it, create a session of its tenant: the audit trail of the tenant then has the act.',
  params: z.object({ importId: ImportIdSchema }),
  result: OpenImportSchema.extend({
    stage: z.enum(PHASES).meta({ description: describeStages() }),
    progress: ProgressSchema,
    timings: TimingsSchema,
    reasonCode: z.string().optional().meta({ description: 'A code of docs/errors.md.' }),
    execution: z.object({
      arn: z.string(),
      status: z.string().optional().meta({ description: 'Absent: it has not started, or has expired.' }),
      consoleUrl: z.url().optional().meta({ description: 'Its page in the AWS console.' }),
    }),
  }).meta({ id: 'StageImportDetails' }),
  problems: ['not-found', 'import-damaged'],
  async run({ params: { importId } }, ports) {
    const item = await readAnyImport(ports, importId);
    const { executionArn: arn } = item;
    const [queue, shown, execution] = await Promise.all([
      queueOf(ports, item.tenant),
      shownProgress(ports, item),
      arn === '' ? undefined : ports.executions.describe(arn),
    ]);
    return {
      body: {
        ...openView(item, queue),
        stage: shown.progress.phase,
        progress: progressView(shown.progress),
        timings: timingsOf(item, shown.chunksBegan),
        reasonCode: item.reason?.code,
        execution: { arn, status: execution?.status, consoleUrl: consoleUrl(arn) },
      },
    };
  },
});

const getActivity = operation({
  ...STAGE,
  id: 'getStageActivity',
  path: '/v1/stage/activity',
  summary: 'Counts imports and records of all tenants by hour.',
  description: `At most ${MAX_DAYS} days. Imports count in the hour in which they were created, and in that in which they ended; only imports that were created in the period are counted. Hours without activity are left out.`,
  query: z.strictObject({ tenant: TenantSchema.optional(), ...period }),
  result: z.object({
    from: time,
    to: time,
    hours: z.array(
      z.object({
        hour: time,
        created: z.int(),
        ended: z.record(z.string(), z.int()).meta({ description: 'Imports by final status.' }),
        records: z.int().meta({ description: 'Of the imports that ended.' }),
        recordsFailed: z.int(),
      }),
    ),
    complete: z.boolean().meta({
      description: `False: there were more than ${MAX_COUNTED} imports, and the earlier ones are not counted.`,
    }),
  }),
  problems: ['invalid-request'],
  async run({ query: { tenant, ...times } }, { stageImports, now }) {
    const { from, to } = periodOf(times, now());
    const activity = new Activity();
    let after: Parameters<typeof stageImports.page>[1]['after'];
    let counted = 0;
    do {
      const page = await stageImports.page({ tenant, from, to }, { after, limit: COUNTED_AT_ONCE });
      for (const one of page.imports) activity.add(one);
      counted += page.imports.length;
      after = page.next;
    } while (after !== undefined && counted < MAX_COUNTED);
    return {
      body: {
        from: from.toISOString(),
        to: to.toISOString(),
        hours: activity.hours().map((hour) => ({ ...hour })),
        complete: after === undefined,
      },
    };
  },
});

export const STAGE_OPERATIONS = [listStageImports, listOpenImports, getStageImport, getActivity];

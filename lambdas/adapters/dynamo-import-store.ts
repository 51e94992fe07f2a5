import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import { type ChunkItem, ChunkItemSchema } from '../contracts/chunk.ts';
import { type ChunkFailure, type Import, ImportSchema, type UploadedImport } from '../contracts/import.ts';
import { type SettingsSnapshot, SettingsSnapshotSchema } from '../contracts/tenant-settings.ts';
import { dayOf } from '../core/lifecycle/days.ts';
import { parseDamagedImport } from '../core/lifecycle/parse-damaged-import.ts';
import {
  type ChunkPhase,
  type ItemKey,
  type ItemRange,
  itemKeys,
  itemRanges,
} from '../core/naming/item-keys.ts';
import { RollcallError } from '../runtime/errors.ts';
import { DamagedImport } from './damaged-import.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';
import { createDynamoImportLifecycle, type ImportLifecycle } from './dynamo-import-lifecycle.ts';
import { findImportId, indexHeader, requestAttribute } from './dynamo-import-requests.ts';
import { createImportUpdate, type ImportUpdate } from './dynamo-import-update.ts';
import { countMail, type MailToCount } from './dynamo-mail-count.ts';
import { hasOpenImports } from './dynamo-open-imports.ts';
import { expireContent, rememberContent } from './dynamo-upload-contents.ts';

/** Changes of an import's item; `undefined` changes nothing. ImportLifecycle changes the status. */
export type ImportChange = Partial<
  Omit<Import, 'importId' | 'tenant' | 'status' | 'attempt' | 'createdAt' | 'updatedAt'>
>;

/** The e-mails of an import: the one about its end, and the one that asks for a confirmation. */
export type MailSlot = 'notification' | 'question';

/** The imports table: one partition an import, holding the import and an item for each of its chunks. */
export interface ImportStore extends ImportLifecycle {
  /** Creates the import. False: it exists already (a second delivery of the event). */
  create(item: Import): Promise<boolean>;
  /** Records the file's content for the tenant. Returns the earlier import with the same content, if any. */
  rememberContent(item: UploadedImport): Promise<string | undefined>;
  /** Sets when the record of the file's content expires. Without effect if a later import has the same content. */
  expireContent(item: UploadedImport, expiresAt: Date): Promise<void>;
  /** Whether the tenant has at least `count` imports that have not ended; eventually consistent. */
  hasOpen(tenant: string, count: number): Promise<boolean>;
  /** @throws ContractViolation when there is no such import. */
  read(importId: string): Promise<Import>;
  find(importId: string): Promise<Import | undefined>;
  /** The tenant's import of the upload with this request id, if it was taken in, not long before `since` at the earliest. */
  findByRequest(tenant: string, requestId: string, since: Date): Promise<string | undefined>;
  update(importId: string, change: ImportChange): Promise<void>;
  /** Records why a chunk failed. An error that is not retried stays until the import is resumed. */
  recordFailure(importId: string, failure: Omit<ChunkFailure, 'phase'>): Promise<void>;
  /** Stores the settings unless the import has some; returns the stored ones, which may be those of another invocation. */
  keepSettings(importId: string, settings: SettingsSnapshot): Promise<SettingsSnapshot>;
  /** Claims the right to send the e-mail. False: another invocation has it, or the e-mail was sent. Claims older than `staleBefore` lapse. */
  claimNotification(importId: string, staleBefore: Date, slot: MailSlot): Promise<boolean>;
  releaseNotification(importId: string, slot: MailSlot): Promise<void>;
  /** Counts an e-mail of the tenant's day, once. False: the tenant had its e-mails of the day. */
  countMail(mail: MailToCount): Promise<boolean>;
  readChunk(importId: string, index: number): Promise<ChunkItem | undefined>;
  /** Without effect if the chunk's item exists. */
  startChunk(item: ChunkItem): Promise<void>;
  /** Moves the chunk to its next status. False: another invocation was first, and its result counts. */
  advanceChunk(item: ChunkItem, from: ChunkItem['status']): Promise<boolean>;
  /** In file order. */
  chunks(importId: string): AsyncIterable<ChunkItem>;
}

export function createDynamoImportStore(
  table: string,
  now: () => Date,
  client = dynamoClient(),
  /** Which chunk items: those of the import, or those of the evaluation before it. */
  phase: ChunkPhase = 'import',
  /** For tasks that end imports: attributes of an import that do not match their schema are left out. */
  isTolerant = false,
): ImportStore {
  const dynamo = documentClient(client);
  const write = createImportUpdate(table, now, dynamo);

  async function find(importId: string): Promise<Import | undefined> {
    const answer = await dynamo.send(
      new GetCommand({ TableName: table, Key: itemKeys.import(importId), ConsistentRead: true }),
    );
    return answer.Item && parseImport(answer.Item, isTolerant);
  }

  return {
    ...createDynamoImportLifecycle(table, now, dynamo),
    find,
    findByRequest: (tenant, requestId, since) => findImportId(dynamo, table, { tenant, requestId, since }),
    create: (item) => create(dynamo, table, item, now()),
    hasOpen: (tenant, count) => hasOpenImports(dynamo, table, tenant, count),
    rememberContent: (item) => rememberContent(dynamo, table, item, now()),
    expireContent: (item, expiresAt) => expireContent(dynamo, table, item, expiresAt),
    read: async (importId) => {
      const item = await find(importId);
      if (item === undefined) throw new RollcallError('ContractViolation', `there is no import ${importId}`);
      return item;
    },
    update: async (importId, change) => {
      const stage = stageTimes(change, now().toISOString());
      const exists = await write(importId, { ...change, ...stage }, [], {
        ConditionExpression: 'attribute_exists(importId)',
      });
      if (!exists) throw new RollcallError('ContractViolation', `there is no import ${importId}`);
    },
    recordFailure: (importId, failure) => recordFailure(write, importId, { ...failure, phase }),
    keepSettings: (importId, settings) => keepSettings(dynamo, table, importId, settings),
    claimNotification: (importId, staleBefore, slot) =>
      write(importId, { [slot]: { status: 'SENDING', at: now().toISOString() } }, [], {
        ConditionExpression: 'attribute_not_exists(#mail) OR (#mail.#s = :sending AND #mail.#at < :stale)',
        ExpressionAttributeNames: { '#mail': slot, '#s': 'status', '#at': 'at' },
        ExpressionAttributeValues: { ':sending': 'SENDING', ':stale': staleBefore.toISOString() },
      }),
    releaseNotification: async (importId, slot) => {
      await dynamo.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.import(importId),
          UpdateExpression: 'REMOVE #mail',
          ExpressionAttributeNames: { '#mail': slot },
        }),
      );
    },
    countMail: (mail) => countMail(dynamo, table, { ...mail, now: now() }),
    readChunk: async (importId, index) => {
      const Key = itemKeys.chunk(importId, phase, index);
      const answer = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return answer.Item === undefined ? undefined : parseItem(ChunkItemSchema, answer.Item);
    },
    startChunk: async (item) => {
      const key = itemKeys.chunk(item.importId, phase, item.index);
      await putChunk(dynamo, table, { ...item, ...key }, 'attribute_not_exists(importId)');
    },
    advanceChunk: (item, from) => {
      const key = itemKeys.chunk(item.importId, phase, item.index);
      return putChunk(dynamo, table, { ...item, ...key }, '#status = :from', from);
    },
    chunks: (importId) => queryChunks(dynamo, table, itemRanges.chunks(importId, phase)),
  };
}

async function create(
  dynamo: DynamoDBDocumentClient,
  table: string,
  item: Import,
  now: Date,
): Promise<boolean> {
  await indexHeader(dynamo, table, item, now);
  return succeeds(
    dynamo.send(
      new PutCommand({
        TableName: table,
        Item: {
          ...item,
          ...requestAttribute(item),
          statusSequence: 1,
          // For the index `byDay`.
          day: dayOf(new Date(item.createdAt)),
          ...itemKeys.import(item.importId),
        },
        ConditionExpression: 'attribute_not_exists(importId)',
      }),
    ),
  );
}

/** When the stages ended that write this on the import. */
function stageTimes({ layout, split }: ImportChange, at: string): ImportChange {
  return { ...(layout && { inspectedAt: at }), ...(split && { splitAt: at }) };
}

function parseImport(item: Readonly<Record<string, unknown>>, isTolerant: boolean): Import {
  const tolerated = isTolerant ? parseDamagedImport(item) : undefined;
  if (tolerated !== undefined) return tolerated;
  const parsed = ImportSchema.safeParse(item);
  if (!parsed.success) throw new DamagedImport(item, parsed.error);
  return parsed.data;
}

async function recordFailure(write: ImportUpdate, importId: string, failure: ChunkFailure): Promise<void> {
  await write(importId, { failure }, [], {
    ConditionExpression:
      'attribute_exists(importId) AND (attribute_not_exists(#failure.#isFinal) OR #failure.#isFinal = :no)',
    ExpressionAttributeNames: { '#failure': 'failure', '#isFinal': 'isFinal' },
    ExpressionAttributeValues: { ':no': false },
  });
}

async function keepSettings(
  dynamo: DynamoDBDocumentClient,
  table: string,
  importId: string,
  settings: SettingsSnapshot,
): Promise<SettingsSnapshot> {
  const { Attributes } = await dynamo.send(
    new UpdateCommand({
      TableName: table,
      Key: itemKeys.import(importId),
      ConditionExpression: 'attribute_exists(importId)',
      UpdateExpression: 'SET settings = if_not_exists(settings, :settings)',
      ExpressionAttributeValues: { ':settings': settings },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return parseItem(SettingsSnapshotSchema, Attributes?.settings);
}

function putChunk(
  dynamo: DynamoDBDocumentClient,
  table: string,
  Item: ChunkItem & ItemKey,
  condition: string,
  from?: ChunkItem['status'],
): Promise<boolean> {
  const names = from === undefined ? {} : { ExpressionAttributeNames: { '#status': 'status' } };
  const values = from === undefined ? {} : { ExpressionAttributeValues: { ':from': from } };
  return succeeds(
    dynamo.send(
      new PutCommand({ TableName: table, Item, ConditionExpression: condition, ...names, ...values }),
    ),
  );
}

async function* queryChunks(
  client: DynamoDBDocumentClient,
  table: string,
  range: ItemRange,
): AsyncGenerator<ChunkItem> {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'importId = :id AND begins_with(#item, :prefix)',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':id': range.importId, ':prefix': range.prefix },
    },
  );
  for await (const page of pages) for (const item of page.Items ?? []) yield parseItem(ChunkItemSchema, item);
}

function parseItem<S extends z.ZodType>(schema: S, item: unknown): z.output<S> {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.'));
  throw new RollcallError(
    'ContractViolation',
    `an item of the imports table is malformed in ${fields.join(', ')}`,
  );
}

import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type ChunkItem, ChunkItemSchema } from '../../lambdas/contracts/chunk.ts';
import type { Import } from '../../lambdas/contracts/import.ts';
import { damagedAttributes, parseDamagedImport } from '../../lambdas/core/lifecycle/parse-damaged-import.ts';
import { type ChunkProgress, type Progress, progressOf } from '../../lambdas/core/lifecycle/progress.ts';
import {
  type ChunkPhase,
  type ItemKey,
  isTicketOf,
  itemKeys,
  itemRanges,
} from '../../lambdas/core/naming/item-keys.ts';
import { visible } from '../../lambdas/core/wording/show-value.ts';
import type { ImportsTable } from '../cloud/clients.ts';
import { Refusal } from '../program/failure.ts';
import type { Pace } from '../terminal/rate.ts';
import { inWordsOfCommand } from './command-words.ts';

/** @throws when there is no such import */
export async function readImport(table: ImportsTable, importId: string): Promise<Import> {
  const item = await findImportItem(table, importId);
  if (item === undefined) throw new Error(`There is no import ${importId}.`);
  return item;
}

/** @throws Refusal when the import cannot be read */
export async function findImportItem(table: ImportsTable, importId: string): Promise<Import | undefined> {
  return (await findStoredImport(table, importId))?.item;
}

/** With the names of the attributes that do not match their schema. @throws Refusal when the import cannot be read */
export async function findStoredImport(
  table: ImportsTable,
  importId: string,
): Promise<{ readonly item: Import; readonly damaged: readonly string[] } | undefined> {
  const stored = await itemOf(table, itemKeys.import(importId));
  if (stored === undefined) return undefined;
  const damaged = damagedAttributes(stored);
  const item = parseDamagedImport(stored);
  if (item === undefined) throw new Refusal('DamagedImport', describeDamage(importId, damaged));
  return { item: inWordsOfCommand(item), damaged };
}

export function describeDamage(importId: string, damaged: readonly string[]): string {
  return `The item of ${importId} in the imports table is damaged. Attributes that cannot be read: ${damaged.map(visible).join(', ')}.`;
}

async function itemOf(table: ImportsTable, key: ItemKey) {
  const answer = await table.dynamo.send(
    new GetCommand({ TableName: table.importsTable, Key: { ...key }, ConsistentRead: true }),
  );
  return answer.Item;
}

/** Read from the import and its chunks. */
export function readProgress(table: ImportsTable, item: Import): Promise<Progress> {
  return progressOf(item, {
    chunks: (phase) => chunkProgress(table, item.importId, phase),
    hasTurn: () => hasTurn(table, item),
  });
}

/** Imports of one tenant write one after another. */
async function hasTurn(table: ImportsTable, { tenant, importId }: Import): Promise<boolean> {
  const turn = await itemOf(table, itemKeys.turn(tenant));
  return isTicketOf(String(turn?.ticket), importId);
}

async function chunkProgress(table: ImportsTable, id: string, phase: ChunkPhase): Promise<ChunkProgress> {
  let recordsDone = 0;
  let chunksRunning = 0;
  for await (const { counts, status } of chunkItems(table, id, phase)) {
    recordsDone += counts?.records ?? 0;
    if (status === 'RUNNING') chunksRunning += 1;
  }
  return { recordsDone, chunksRunning };
}

/**
 * The rate at which an attempt gets chunks done, of what is stored: for a command that looks once.
 * @param since when the attempt started; chunks of earlier attempts do not count
 * @returns undefined until a chunk is done
 */
export async function paceOf(
  table: ImportsTable,
  { importId }: Import,
  { phase, records, recordsDone }: Progress,
  since: Date,
): Promise<Pace | undefined> {
  if (phase !== 'importing' && phase !== 'evaluating') return undefined;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  let done = 0;
  const kind = phase === 'importing' ? 'import' : 'evaluation';
  for await (const { counts, startedAt, endedAt } of chunkItems(table, importId, kind)) {
    const started = Date.parse(startedAt);
    if (started < since.getTime()) continue;
    first = Math.min(first, started);
    if (endedAt === undefined) continue;
    last = Math.max(last, Date.parse(endedAt));
    done += counts?.records ?? 0;
  }
  if (done === 0 || last <= first) return undefined;
  const perMs = done / (last - first);
  return { perSecond: perMs * 1000, msLeft: (records - recordsDone) / perMs };
}

async function* chunkItems(table: ImportsTable, id: string, phase: ChunkPhase): AsyncGenerator<ChunkItem> {
  const { importId, prefix } = itemRanges.chunks(id, phase);
  const pages = paginateQuery(
    { client: table.dynamo },
    {
      TableName: table.importsTable,
      KeyConditionExpression: 'importId = :id AND begins_with(#item, :chunk)',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':id': importId, ':chunk': prefix },
    },
  );
  for await (const { Items = [] } of pages) for (const item of Items) yield ChunkItemSchema.parse(item);
}

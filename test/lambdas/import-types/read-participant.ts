import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { type ReadRecord, readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson, fieldsOfRow } from '../../../lambdas/core/import-type/record-fields.ts';
import type { UserChange } from '../../../lambdas/core/user/user.ts';
import { participants } from '../support/participants.ts';

type Choices = Pick<ImportOptions, 'onBlank' | 'segment'>;

const KEEP: Choices = { onBlank: 'keep' };

/** A CSV row of the participant a1/u1, with these cells by column. */
export function readRow(cells: Readonly<Record<string, string>>, choices = KEEP): ReadRecord {
  const columns = ['accountId', 'id', ...Object.keys(cells)];
  const row = fieldsOfRow(columns, ['a1', 'u1', ...Object.values(cells)]);
  return readRecord(participants, 'acme', row, choices);
}

/** A JSON record as sent. */
export function readJson(text: string, choices = KEEP): ReadRecord {
  return readRecord(participants, 'acme', fieldsOfJson(participants, JSON.parse(text)), choices);
}

/** A JSON record of the participant a1/u1. */
export function readObject(fields: object, choices = KEEP): ReadRecord {
  return readJson(JSON.stringify({ accountId: 'a1', id: 'u1', ...fields }), choices);
}

export function changeOf(read: ReadRecord): UserChange {
  if (!read.ok) throw new Error(`refused: ${read.issues.map(({ message }) => message).join('; ')}`);
  return read.change;
}

export function messagesOf(read: ReadRecord): readonly string[] {
  return read.ok ? [] : read.issues.map(({ message }) => message);
}

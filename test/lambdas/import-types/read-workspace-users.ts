import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { TenantSettingsSchema } from '../../../lambdas/contracts/tenant-settings.ts';
import { type ReadRecord, readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfRow } from '../../../lambdas/core/import-type/record-fields.ts';
import { workspaceUsers as definition } from '../../../lambdas/import-types/workspace-users.ts';

const example = (name: string) => readFileSync(new URL(`../../../examples/${name}`, import.meta.url), 'utf8');

/** The settings with which the examples are good. */
export const settings = TenantSettingsSchema.parse(JSON.parse(example('workspace-users-settings.json')));

export const workspaceUsers = definition.resolve({ settings, parameters: undefined });

/** A row with these cells by column. */
export function readCells(cells: Readonly<Record<string, string>>, type = workspaceUsers): ReadRecord {
  const row = fieldsOfRow(Object.keys(cells), Object.values(cells));
  return readRecord(type, 'acme', row, { onBlank: 'keep' });
}

/** A row of ann@example.com with these cells more. */
export function readRow(cells: Readonly<Record<string, string>>, type = workspaceUsers): ReadRecord {
  return readCells({ 'Primary Email': 'ann@example.com', ...cells }, type);
}

/** The records of an example file, as csv-parse and the rules read them. */
export function readExample(name: string): readonly ReadRecord[] {
  const [columns = [], ...rows]: string[][] = parse(example(name));
  return rows.map((row) =>
    readRecord(workspaceUsers, 'acme', fieldsOfRow(columns, row), { onBlank: 'keep' }),
  );
}

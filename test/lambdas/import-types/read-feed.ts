import type { FeedHeader } from '../../../lambdas/contracts/feed-header.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import type { TenantSettings } from '../../../lambdas/contracts/tenant-settings.ts';
import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import { type ReadRecord, readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson } from '../../../lambdas/core/import-type/record-fields.ts';
import { userFeed } from '../../../lambdas/import-types/user-feed.ts';

type Columns = Readonly<Record<string, string>>;

/** `{ age: 'integer' }`, and with an exclamation mark, `{ id: 'text!' }`, what is never null. The id is there in any case. */
export function headerOf(columns: Columns): FeedHeader {
  return Object.entries({ id: 'text!', ...columns }).map(([column_name, type]) => ({
    column_name,
    data_type: type.replace('!', '') as FeedHeader[number]['data_type'],
    is_nullable: type.endsWith('!') ? 'NO' : 'YES',
  }));
}

export function feedType(columns: Columns = {}, attributes: TenantSettings['attributes'] = []): ImportType {
  return userFeed.resolve({
    settings: { ...NO_SETTINGS, attributes },
    parameters: { header: headerOf(columns) },
  });
}

/** A record of the user u1 as sent. */
export function readFeed(type: ImportType, fields: object, onBlank: 'keep' | 'clear' = 'keep'): ReadRecord {
  const record = JSON.parse(JSON.stringify({ id: 'u1', ...fields }));
  return readRecord(type, 'acme', fieldsOfJson(type, record), { onBlank });
}

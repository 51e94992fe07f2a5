import type { ImportType } from '../import-type/import-type.ts';
import { isKeyField, readKey } from '../import-type/read-key.ts';
import { fieldsOfJson } from '../import-type/record-fields.ts';
import { bareRecord } from '../records/json-text/bare-record.ts';
import { addKeys } from './add-keys.ts';
import type { ReadKeys } from './key-list.ts';

/** How many different property names of a file are remembered. */
const MAX_NAMES = 1000;

/** Reads the conflict keys of a JSON record (a line or an element of an array), as the workers read it. */
export function createReadJsonKeys(type: ImportType, tenant: string): ReadKeys {
  const known = new Map<string, boolean>();

  function matters(path: string): boolean {
    const before = known.get(path);
    if (before !== undefined) return before;
    const found = isKeyField(type, path);
    if (known.size < MAX_NAMES) known.set(path, found);
    return found;
  }

  return (bytes, from, to, keys) => {
    const value = parse(bytes.toString('utf8', from, to));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const record = fieldsOfJson(type, value);
    const entries = record.entries.filter(([path]) => matters(path));
    addKeys(type, tenant, readKey(type, tenant, { ...record, entries }), keys);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseBare(bareRecord(text));
  }
}

function parseBare(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

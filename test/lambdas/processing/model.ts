import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';

/** What a file of participants with referral codes means: its records applied one after another to a map. */
export interface ModelRecord {
  readonly id: string;
  /** Blank leaves the name as it is, `null` takes it away. */
  readonly firstName?: string | null;
  /** Codes by program; `null` gives the code up. */
  readonly codes: Readonly<Record<string, string | null>>;
  readonly malformed?: boolean;
}

export interface ModelUser {
  readonly firstName?: string;
  readonly codes: Readonly<Record<string, string>>;
}

export function applyInOrder(
  records: readonly ModelRecord[],
  users: Map<string, ModelUser> = new Map(),
  repeats: ImportOptions['repeats'] = 'apply-in-order',
) {
  const named = new Set<string>();
  const outcomes = records.map((record) => {
    if (record.malformed) return 'failed';
    if (repeats === 'reject' && named.has(record.id)) return 'failed';
    named.add(record.id);
    const before = users.get(record.id);
    const taken = Object.entries(record.codes).some(
      ([program, code]) =>
        code !== null && [...users].some(([id, user]) => id !== record.id && user.codes[program] === code),
    );
    if (taken) return 'failed';
    const merged = Object.entries({ ...before?.codes, ...record.codes }).filter(([, code]) => code !== null);
    const firstName =
      record.firstName === undefined || record.firstName === '' ? before?.firstName : record.firstName;
    const codes = Object.fromEntries(merged.sort()) as Record<string, string>;
    const after: ModelUser = { codes, ...(firstName !== undefined && firstName !== null && { firstName }) };
    users.set(record.id, after);
    if (before === undefined) return 'created';
    return JSON.stringify(before) === JSON.stringify(after) ? 'unchanged' : 'updated';
  });
  return { outcomes, users };
}

/** The record as a line of a file. */
export function lineOf({ id, codes, firstName, malformed }: ModelRecord): string {
  if (malformed) return '{"accountId": ';
  return JSON.stringify({
    accountId: 'a',
    id,
    referralCodes: codes,
    ...(firstName !== undefined && { firstName }),
  });
}

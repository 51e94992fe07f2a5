import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { generatedCodes } from '../../../lambdas/import-types/referral-programs.ts';

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

export function userKeyOf(id: string): string {
  return `acme/participants/a/${id}`;
}

export interface ModelRules {
  readonly duplicates?: ImportOptions['duplicates'] | undefined;
  /** Ids of programs in which everybody has a code. */
  readonly programs?: readonly string[] | undefined;
}

export function applyInOrder(
  records: readonly ModelRecord[],
  users: Map<string, ModelUser> = new Map(),
  { duplicates = 'apply', programs = [] }: ModelRules = {},
) {
  const isOthers = (id: string, program: string, code: string | null): boolean =>
    code !== null && [...users].some(([other, user]) => other !== id && user.codes[program] === code);
  const named = new Set<string>();
  const outcomes = records.map((record) => {
    if (record.malformed) return 'failed';
    if (duplicates === 'reject' && named.has(record.id)) return 'failed';
    named.add(record.id);
    const before = users.get(record.id);
    if (Object.entries(record.codes).some(([program, code]) => isOthers(record.id, program, code)))
      return 'failed';
    const merged = Object.entries({ ...before?.codes, ...record.codes }).filter(([, code]) => code !== null);
    for (const program of programs.filter((id) => !merged.some(([name]) => name === id))) {
      const codes = generatedCodes(userKeyOf(record.id), program);
      merged.push([program, codes.find((code) => !isOthers(record.id, program, code)) ?? null]);
    }
    const firstName =
      record.firstName === undefined || record.firstName === '' ? before?.firstName : record.firstName;
    const codes = Object.fromEntries(merged.filter(([, code]) => code !== null).sort()) as Record<
      string,
      string
    >;
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

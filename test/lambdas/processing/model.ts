import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { generatedCodes } from '../../../lambdas/import-types/referral-programs.ts';

/** A record of a participants file with referral codes. `applyInOrder` is the model of an import of such records. */
export interface ModelRecord {
  readonly id: string;
  /** Blank leaves the name unchanged, `null` removes it. */
  readonly firstName?: string | null;
  /** Codes by program; `null` removes the code. */
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
  /** Ids of programs in which each user has a code. */
  readonly programs?: readonly string[] | undefined;
}

/** Applies the records one after another to `users`, which it changes. @returns the outcome of each record, and the users */
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
    const after = userWith(nameAfter(record, before), merged);
    users.set(record.id, after);
    if (before === undefined) return 'created';
    return JSON.stringify(before) === JSON.stringify(after) ? 'unchanged' : 'updated';
  });
  return { outcomes, users };
}

/** A blank name leaves the name of the user unchanged. */
function nameAfter({ firstName }: ModelRecord, before: ModelUser | undefined): string | null | undefined {
  return firstName === undefined || firstName === '' ? before?.firstName : firstName;
}

function userWith(
  firstName: string | null | undefined,
  merged: readonly (readonly [program: string, code: string | null])[],
): ModelUser {
  const codes = merged.flatMap(([program, code]) => (code === null ? [] : [[program, code] as const])).sort();
  return {
    codes: Object.fromEntries(codes),
    ...(firstName !== undefined && firstName !== null && { firstName }),
  };
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

/** Runs files of the model's records as imports of participants. */
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { claimKeysOf } from '../../../lambdas/core/import-type/claim-keys.ts';
import type { MemoryTables } from '../support/memory-tables.ts';
import { participants } from '../support/participants.ts';
import { type InspectedFile, TENANT } from './memory-import.ts';
import { lineOf, type ModelRecord, type ModelUser } from './model.ts';
import { type Trouble as RunTrouble, runImports } from './run-imports.ts';

export interface Trouble extends RunTrouble {
  readonly duplicates?: ImportOptions['duplicates'];
  /** Ids of programs in which everybody has a code, and a link made of it. */
  readonly programs?: readonly string[];
}

const LINK = 'https://share.example/';

export function inspectedFile(
  records: readonly ModelRecord[],
  options: Partial<ImportOptions>,
): InspectedFile {
  return {
    importType: participants.name,
    settings: NO_SETTINGS,
    text: records.map((record) => `${lineOf(record)}\n`).join(''),
    layout: { format: 'jsonl', offset: 0, line: 1 },
    options,
  };
}

/** Files one after another, each an import with a turn of its own. */
export async function runFile(
  files: readonly (readonly ModelRecord[])[],
  chunkRecords: number,
  { duplicates = 'apply', programs = [], ...trouble }: Trouble,
) {
  const settings = { ...NO_SETTINGS, programs: programs.map((id) => ({ id, shareLink: `${LINK}{code}` })) };
  const inspected = files.map((records) => ({ ...inspectedFile(records, { duplicates }), settings }));
  const { results, evaluated, tables } = await runImports(inspected, chunkRecords, {
    ...trouble,
    watch: expectCodesApart,
  });
  return {
    outcomes: results.map((file) => file.map(({ outcome }) => outcome)),
    evaluated: evaluated.map((file) => file.map(({ outcome }) => outcome)),
    users: usersOf(tables),
    unclaimed: unclaimedOf(tables),
    partial: [...tables.users].flatMap(([key, { mark }]) => (mark?.partialFrom === undefined ? [] : [key])),
    strayLinks: programs.flatMap((program) => strayLinksOf(tables, program)),
  };
}

/** @throws when at this moment two users have the same code in a program */
export function expectCodesApart({ users }: MemoryTables): void {
  const owners = new Map<string, string>();
  for (const [userKey, { user }] of users)
    for (const [field, code] of user.fields) {
      if (!field.startsWith('referralCodes.')) continue;
      const owner = owners.get(`${field} ${code}`);
      if (owner !== undefined) throw new Error(`${owner} and ${userKey} both have ${field} ${code}`);
      owners.set(`${field} ${code}`, userKey);
    }
}

function usersOf(tables: MemoryTables): Map<string, ModelUser> {
  const users = [...tables.users].map(([key, { user }]): [string, ModelUser] => {
    const codes = [...user.fields].filter(([name]) => name.startsWith('referralCodes.'));
    const firstName = user.fields.get('firstName');
    return [
      key.slice(key.lastIndexOf('/') + 1),
      {
        codes: Object.fromEntries(
          codes.map(([name, code]) => [name.slice('referralCodes.'.length), String(code)]).sort(),
        ),
        ...(firstName !== undefined && { firstName: String(firstName) }),
      },
    ];
  });
  return new Map(users.sort());
}

/** Users that carry a value whose claim is not theirs: there must never be one. */
export function unclaimedOf(tables: MemoryTables): string[] {
  return [...tables.users].flatMap(([userKey, { user }]) =>
    [...claimKeysOf(user, TENANT, participants)].filter((key) => tables.claims.get(key)?.owner !== userKey),
  );
}

/** Users with a code in a program whose link is not that of the code. */
function strayLinksOf(tables: MemoryTables, program: string): string[] {
  return [...tables.users].flatMap(
    ([
      userKey,
      {
        user: { fields },
      },
    ]) => {
      const code = fields.get(`referralCodes.${program}`);
      const link = fields.get(`shareLinks.${program}`);
      return code === undefined || link === LINK + code ? [] : [userKey];
    },
  );
}

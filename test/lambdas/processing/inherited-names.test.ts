import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordResult } from '../../../lambdas/contracts/result-part.ts';
import { TenantSettingsSchema } from '../../../lambdas/contracts/tenant-settings.ts';
import type { ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { sampleFile } from '../../../lambdas/core/import-type/sample-file.ts';
import { objectKeys } from '../../../lambdas/core/naming/object-keys.ts';
import { groupMembers } from '../../../lambdas/import-types/group-members.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';
import { userFeed } from '../../../lambdas/import-types/user-feed.ts';
import { workspaceUsers } from '../../../lambdas/import-types/workspace-users.ts';
import { splitImport } from '../../../lambdas/processing/import-stage.ts';
import { PREVIEW } from '../../../lambdas/reporting/report-kind.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { headerOf } from '../import-types/read-feed.ts';
import { chunkItem, FILES_OF, importItem, partKey } from '../support/import-item.ts';
import { INHERITED_IN_CAMEL_CASE, INHERITED_NAMES } from '../support/inherited-names.ts';
import { memoryObjects } from '../support/memory-ports.ts';
import { writeResultFiles } from '../support/write-result-files.ts';
import { inspected } from './inspected.ts';
import type { InspectedFile } from './memory-import.ts';
import { runImports } from './run-imports.ts';

/** The results of one file, and the rows of `results.csv` and `preview.csv`. */
async function run(file: InspectedFile) {
  const { results, evaluated, tables } = await runImports([file], 2, { evaluated: true });
  const rows = await rowsOf(file, results[0] ?? []);
  for (const result of evaluated[0] ?? [])
    PREVIEW.cells(result, [...Object.keys(result.details), 'changes', 'issues']);
  return { results: results[0] ?? [], rows, users: [...tables.users.values()].map(({ user }) => user) };
}

async function rowsOf(file: InspectedFile, results: readonly RecordResult[]) {
  const item = importItem({
    ...file,
    options: { ...importItem().options, ...file.options },
    split: { records: results.length, chunks: 1, manifestKey: 'm' },
  });
  const objects = memoryObjects();
  objects.texts.set(partKey(0), results.map((result) => `${JSON.stringify(result)}\n`).join(''));
  const columns = results.flatMap(({ details }) => Object.keys(details)).filter((name) => name.includes('.'));
  const ports = { objects, users: { known: async () => new Set<string>() }, resultsBucket: 'results' };
  const chunks = [chunkItem(0, {}, { columns })];
  await writeResultFiles(ports, splitImport(item), chunks, () => undefined);
  const text = objects.texts.get(objectKeys.results(objectKeys.files(FILES_OF))) ?? '';
  // Arrays, because csv-parse makes objects whose `__proto__` is lost.
  const [header = [], ...rows] = parse(text) as string[][];
  return rows.map((row) => new Map(header.map((name, i) => [name, row[i]])));
}

const names = fc.uniqueArray(fc.constantFrom(...INHERITED_NAMES), { minLength: 1 });

/** The type's sample with a column more for each name, which holds the name itself. */
function withColumns(definition: ImportTypeDefinition, names: readonly string[]): string {
  const [header = '', ...rows] = sampleFile(definition, 'csv').trimEnd().split('\n');
  return [[header, ...names].join(), ...rows.map((row) => [row, ...names].join())].join('\n');
}

describe('names that every object inherits', () => {
  it.each([participants, workspaceUsers])(
    'are unknown columns of $name like any other',
    async (definition) => {
      await fc.assert(
        fc.asyncProperty(names, async (names) => {
          const file = inspected(definition, withColumns(definition, names));
          expect(file.unknownColumns).toEqual(names);
          const { results } = await run(file);
          expect(results.map(({ outcome }) => outcome)).not.toContain('failed');
        }),
        lawRuns(10),
      );
    },
  );

  it.each(IMPORT_TYPES)('are values of each field of $name that is text', async (definition) => {
    const format = definition.formats[0] ?? 'csv';
    const [first = {}] = definition.sample.records;
    const records = INHERITED_NAMES.map((name) =>
      Object.fromEntries(
        Object.entries(first).map(([field, value]) => [field, field === 'email' ? value : name]),
      ),
    );
    const { results } = await run(inspected(definition, sampleFile(definition, format, records)));
    expect(results).toHaveLength(records.length);
  });

  it('are keys of JSON Lines at every depth, and members of the families of participants', async () => {
    await fc.assert(
      fc.asyncProperty(names, async (names) => {
        const own = Object.fromEntries(names.map((name) => [name, name]));
        const record = {
          accountId: 'a',
          id: 'i',
          ...own,
          customFields: own,
          referredBy: own,
          segments: names,
        };
        // Spread defines `__proto__`; the literal above would otherwise set the prototype.
        const text = `${JSON.stringify(record)}\n`;
        const { results, users, rows } = await run(inspected(participants, text));
        const problems = names.filter((name) => !/^[a-zA-Z0-9]/.test(name));
        if (problems.length > 0) {
          // A segment begins with a letter or a digit: the record is refused, naming the list.
          expect(results).toMatchObject([{ outcome: 'failed', issues: [{ field: 'segments' }] }]);
          return;
        }
        expect(results).toMatchObject([{ outcome: 'created', issues: [] }]);
        for (const name of names) {
          expect(users[0]?.fields.get(`customFields.${name}`)).toBe(name);
          expect(rows[0]?.get(`customFields.${name}`)).toBe(name);
        }
        expect(users[0]?.sets.get('segments')).toEqual(new Set(names));
      }),
      lawRuns(30),
    );
  });

  it('are columns of a feed, declared nullable or not, empty or not', async () => {
    const columns = fc.dictionary(
      fc.constantFrom(...INHERITED_IN_CAMEL_CASE),
      fc.constantFrom('text', 'text!'),
      {
        minKeys: 1,
        noNullPrototype: true,
      },
    );
    await fc.assert(
      fc.asyncProperty(columns, fc.boolean(), async (columns, isEmpty) => {
        const own = isEmpty ? {} : Object.fromEntries(Object.keys(columns).map((name) => [name, name]));
        const text = JSON.stringify([{ id: 'a', ...own }]);
        const parameters = { header: headerOf(columns) };
        const { results, users, rows } = await run(inspected(userFeed, text, { parameters }));
        const mustFail = isEmpty && Object.values(columns).includes('text!');
        expect(results).toMatchObject([{ outcome: mustFail ? 'failed' : 'created' }]);
        if (mustFail) return;
        expect(users[0]?.fields).toEqual(new Map(Object.entries({ id: 'a', ...own })));
        for (const name of Object.keys(columns)) expect(rows[0]?.get(name)).toBe(isEmpty ? '' : name);
      }),
      lawRuns(30),
    );
  });

  it('are attributes of a feed, and keys of their values at every depth', async () => {
    const attribute = fc.constantFrom(...INHERITED_IN_CAMEL_CASE);
    await fc.assert(
      fc.asyncProperty(attribute, names, async (name, inner) => {
        const value = inner.reduce<object>((nested, key) => ({ ...own(key, nested), n: 1 }), {});
        const text = JSON.stringify([{ id: 'a', ...own(name, value) }]);
        const settings = { attributes: [{ name, kind: 'object' as const }] };
        const parameters = { header: headerOf({}) };
        const { results, users } = await run(inspected(userFeed, text, { settings, parameters }));
        if (inner.includes('__proto__')) {
          expect(results).toMatchObject([{ outcome: 'failed', issues: [{ field: name }] }]);
          return;
        }
        expect(results).toMatchObject([{ outcome: 'created' }]);
        expect(users[0]?.fields.get(name)).toEqual(value);
      }),
      lawRuns(50),
    );
  });

  it('are groups and sources of workspace users', async () => {
    const settings = { groups: [...INHERITED_NAMES], sources: [...INHERITED_IN_CAMEL_CASE] };
    const row = (i: number, group: string, source: string) => `u${i}@example.com,${group},${source}:u${i}`;
    const rows = INHERITED_IN_CAMEL_CASE.map((name, i) => row(i, name, name));
    const text = ['Primary Email,Groups,Source Username(s)', ...rows].join('\n');
    const { results, users } = await run(inspected(workspaceUsers, text, { settings }));
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
    expect(users.map(({ sets }) => [...(sets.get('Groups') ?? [])].join()).sort()).toEqual(
      [...INHERITED_IN_CAMEL_CASE].sort(),
    );
    // Of a tenant that has none of them, each is refused by its name.
    const strange = await run(
      inspected(workspaceUsers, text, { settings: { groups: ['a'], sources: ['b'] } }),
    );
    for (const [i, name] of INHERITED_IN_CAMEL_CASE.entries())
      expect(strange.results[i]?.issues.map(({ message }) => message).join()).toContain(name);
  });

  it('are programs of participants, and profile fields of group members', async () => {
    const programs = INHERITED_IN_CAMEL_CASE.map((id) => ({ id }));
    const file = inspected(participants, 'accountId,id\na,i\n', { settings: { programs } });
    const { users } = await run(file);
    for (const { id } of programs)
      expect(users[0]?.fields.get(`referralCodes.${id}`)).toMatch(/^[0-9A-Z]{10}$/);

    const idOf = (i: number) => `11197a91-b4eb-45b2-958a-${String(i).padStart(12, '0')}`;
    const settings = {
      memberGroups: [{ id: idOf(99) }],
      profileFields: INHERITED_NAMES.map((name, i) => ({ id: idOf(i), name })),
    };
    const parameters = {
      group: idOf(99),
      roleId: 3,
      blocked: false,
      selectedFields: INHERITED_NAMES.map((_, i) => idOf(i)),
    };
    const text = `${['ann@example.com', 'Ann', 'Lee', ...INHERITED_NAMES].join()}\n`;
    const members = await run(inspected(groupMembers, text, { settings, parameters }));
    for (const name of INHERITED_NAMES) {
      expect(members.users[0]?.fields.get(`profile.${name}`)).toBe(name);
      expect(members.rows[0]?.get(`profile.${name}`)).toBe(name);
    }
  });

  it.each([...INHERITED_NAMES.filter((name) => name.startsWith('_')), 'userKey', '_version'])(
    'that begin with _, and %s, are refused by name in settings',
    (name) => {
      const parsed = TenantSettingsSchema.safeParse({ attributes: [{ name, kind: 'array' }] });
      expect(parsed.error?.issues.map(({ message }) => message).join()).toContain(name);
    },
  );
});

/** `{[name]: value}`, also for `__proto__`. */
function own(name: string, value: unknown): object {
  return Object.fromEntries([[name, value]]);
}

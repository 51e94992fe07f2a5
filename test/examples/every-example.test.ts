import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RecordResult } from '../../lambdas/contracts/result-part.ts';
import { TenantSettingsSchema } from '../../lambdas/contracts/tenant-settings.ts';
import type { ImportTypeDefinition } from '../../lambdas/core/import-type/import-type.ts';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { inspected } from '../lambdas/processing/inspected.ts';
import { runImports } from '../lambdas/processing/run-imports.ts';

const FOLDER = new URL('../../examples/', import.meta.url);

/** The records with messages; all other records are created without messages. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'participants.csv': [],
  'participants.jsonl': [],
  'participants-with-mistakes.csv': [
    '2 failed locale',
    '3 failed id',
    '4 failed as a whole',
    '5 created referredBy.code',
    '6 failed email',
    '7 failed countryCode',
    '8 failed as a whole',
  ],
  'workspace-users.csv': [],
  'workspace-users-with-none-and-groups.csv': ['2 failed Groups'],
  'workspace-users-with-malformed-email.csv': ['2 failed Primary Email'],
  'workspace-users-with-malformed-username.csv': ['2 failed Source Username(s)'],
  'workspace-users-with-taken-username.csv': ['2 failed Source Username(s)'],
  'workspace-users-with-unknown-group.csv': ['2 failed Groups'],
  'workspace-users-with-unknown-role.csv': ['2 failed Role'],
  'workspace-users-with-unknown-source.csv': ['2 failed Source Username(s) and rejects the file'],
  'workspace-users-with-unknown-status.csv': ['2 failed Current Status'],
  'group-members.csv': ['5 failed email', '6 updated'],
};

/** Parameters for the examples of a type, if those of its sample do not fit. */
const PARAMETERS: Readonly<Record<string, object>> = { 'group-members': { selectedFields: [] } };

function typeOf(name: string): ImportTypeDefinition {
  const found = IMPORT_TYPES.find((type) => name.startsWith(type.name));
  if (found === undefined) throw new Error(`${name} begins with the name of no import type`);
  return found;
}

/** The settings that belong to the examples of a type. */
function settingsOf({ name, sample }: ImportTypeDefinition) {
  const file = new URL(`${name}-settings.json`, FOLDER);
  if (!existsSync(file)) return name === 'participants' ? {} : sample.settings;
  return TenantSettingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function described({ recordNumber, outcome, issues }: RecordResult): readonly string[] {
  if (outcome === 'created' && issues.length === 0) return [];
  const about = issues.map(
    ({ field, rejectsFile }) => ` ${field ?? 'as a whole'}${rejectsFile ? ' and rejects the file' : ''}`,
  );
  return [`${recordNumber} ${outcome}${about.join('')}`];
}

describe('the files in examples/', () => {
  it('are all tested here, or contain settings for the tested files', () => {
    const files = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isFile());
    // A user feed is a pair of files, and has its own test; so has the client of the API.
    const names = files
      .map(({ name }) => name)
      .filter((name) => !/^user_feed_|-settings\.json$|\.mjs$/.test(name));
    expect(names.sort()).toEqual(Object.keys(EXAMPLES).sort());
  });

  it.each(Object.entries(EXAMPLES))('%s has the outcomes that its name says', async (name, expected) => {
    const definition = typeOf(name);
    const parameters = { ...Object(definition.sample.parameters), ...PARAMETERS[definition.name] };
    const settings = settingsOf(definition);
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const file = inspected(definition, text, { ...(settings && { settings }), parameters });
    const { results } = await runImports([file], 100);
    expect(results.flat().length).toBeGreaterThan(0);
    expect(results.flat().flatMap(described)).toEqual(expected);
  });
});

import { readFileSync } from 'node:fs';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import type { TenantEdit } from '../../lambdas/contracts/tenant-commands.ts';
import { TenantLimitsSchema } from '../../lambdas/contracts/tenant-settings.ts';
import { addStateAndJson, type StateAndJson, tenant } from '../program/shared-options.ts';
import { addExamples, UsageError } from '../program/usage-error.ts';
import { type ApiOptions, addApiOptions } from '../remote/api-options.ts';
import type { TenantRequest } from './manage-tenants.ts';
import { ENTRY_KINDS, type EntryKind, readEntries } from './tenant-entries.ts';
import { addManagementCommands } from './tenant-management.ts';

/** Edits of the settings of a tenant, or a request about tenants and their keys. */
export type TenantArguments = Options & (SettingsEdits | { readonly request: TenantRequest });

type Options = StateAndJson & ApiOptions;

export interface SettingsEdits {
  readonly tenant: string;
  /** None: the settings are only shown. */
  readonly edits: readonly TenantEdit[];
}

const EXAMPLES = [
  'tenant create acme',
  'tenant api-key acme nightly-sync --import-type participants',
  'tenant show acme',
  "tenant add acme program referrals 'https://acme.example/join?ref={code}'",
  'tenant add acme group Sales Support',
  "tenant show acme --json | jq '.retentionDays = 30' | npx rollcall tenant set acme -",
];

const KINDS = `What add takes, by kind:
${Object.entries(ENTRY_KINDS)
  .map(([kind, { words, note }]) => `  ${`${kind} ${words}`.padEnd(32)}${note}`)
  .join('\n')}`;

/** Adds the nested commands, and runs `run` with the checked arguments of one. */
export function defineTenantArguments(
  command: Command,
  run: (args: TenantArguments) => void | Promise<void>,
): void {
  addApiOptions(
    addStateAndJson(
      command.description(
        'Registers tenants, manages their API keys, and shows and edits the settings that hold for all imports of a tenant.',
      ),
    ),
  );
  command.configureHelp({ showGlobalOptions: true });
  addExamples(command, EXAMPLES, KINDS);
  addManagementCommands(command, (request) => run({ request, ...command.opts<Options>() }));
  addNestedCommands(command, (tenant, edits) => run({ tenant, edits, ...command.opts<Options>() }));
}

type Run = (tenant: string, edits: readonly TenantEdit[]) => void | Promise<void>;

function addNestedCommands(program: Command, run: Run): void {
  const command = (name: string, description: string) =>
    program.command(name).description(description).allowExcessArguments(false).addArgument(tenantArgument());
  command('show', 'Shows the settings of a tenant.').action((tenant) => run(tenant, []));
  command(
    'set',
    'Replaces all settings by those of a file. Settings that are not in the file get their defaults.',
  )
    .argument('<file>', 'the settings as JSON, in the format of show --json; - for stdin', settingsFile)
    .action((tenant, settings) => run(tenant, [{ edit: 'replace', settings }]));
  command('add', 'Adds to one of the lists.')
    .addHelpText('after', `\n${KINDS}`)
    .addArgument(kindArgument(Object.keys(ENTRY_KINDS)))
    .argument('<value...>', 'what to add, as listed below')
    .action((tenant, kind: EntryKind, values: string[]) => run(tenant, additions(kind, values)));
  command('remove', 'Removes from one of the lists.')
    .addArgument(kindArgument(Object.keys(ENTRY_KINDS)))
    .argument('<value...>', 'ids or names')
    .action((tenant, kind: EntryKind, values: string[]) =>
      run(
        tenant,
        values.map((key) => ({ edit: 'remove', list: ENTRY_KINDS[kind].list, key })),
      ),
    );
  command('limit', 'Sets a limit.')
    .addArgument(new Argument('<name>', 'which one').choices(TenantLimitsSchema.keyof().options))
    .argument('<number>', 'a whole number, or default', limit)
    .action((tenant, name, value) => run(tenant, [{ edit: 'limit', name, value }]));
}

function tenantArgument(): Argument {
  return new Argument('<tenant>', 'name of the tenant').argParser(tenant);
}

function kindArgument(kinds: readonly string[]): Argument {
  return new Argument('<kind>', 'which list').choices(kinds);
}

function additions(kind: EntryKind, values: readonly string[]): TenantEdit[] {
  const entries = readEntries(kind, values);
  if (entries === undefined)
    throw new UsageError(`error: expected: tenant add <tenant> ${kind} ${ENTRY_KINDS[kind].words}`);
  return entries.map((entry) => ({ edit: 'add', list: ENTRY_KINDS[kind].list, entry }));
}

function limit(text: string): number | null {
  if (text === 'default') return null;
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number, or default.');
  return Number(text);
}

const STDIN = 0;

function settingsFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path === '-' ? STDIN : path, 'utf8'));
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? `Expected JSON: ${error.message}.` : `The file ${path} cannot be read.`;
    throw new InvalidArgumentError(reason);
  }
}

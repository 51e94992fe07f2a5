import { readFileSync } from 'node:fs';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { TenantSchema } from '../lambdas/contracts/import-options.ts';
import type { TenantEdit } from '../lambdas/contracts/tenant-commands.ts';
import { TenantLimitsSchema } from '../lambdas/contracts/tenant-settings.ts';
import { createApiKey } from './create-api-key.ts';
import { DEFAULT_STATE } from './default-state.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { ENTRY_KINDS, type EntryKind, readEntries } from './tenant-entries.ts';

export interface TenantArguments {
  readonly tenant: string;
  /** None: the settings are shown as they are. */
  readonly edits: readonly TenantEdit[];
  /** A key that was made: printed instead of the settings, once they know its hash. */
  readonly apiKey?: string;
  readonly json: boolean;
  readonly state: string;
}

const EXAMPLES = `
What add takes, by kind:
${Object.entries(ENTRY_KINDS)
  .filter(([, { words }]) => words !== '')
  .map(([kind, { words, note }]) => `  ${`${kind} ${words}`.padEnd(32)}${note}`)
  .join('\n')}

Examples:
  npm run tenant -- show acme
  npm run tenant -- add acme program referrals 'https://acme.example/join?ref={code}'
  npm run tenant -- add acme group Sales Support
  npm run --silent tenant -- show acme --json | jq '.retentionDays = 30' | npm run tenant -- set acme -

Exit code: 0 done, 1 refused, 3 failed, 64 wrong usage.`;

/**
 * Reads the command line. Wrong usage is explained on stderr.
 * @returns the arguments, or the exit code with which the command must end now (0 after `--help`).
 */
export function readTenantArguments(argv: readonly string[]): TenantArguments | number {
  let wish: Pick<TenantArguments, 'tenant' | 'edits' | 'apiKey'> | undefined;
  const command = tenantCommand((tenant, edits, apiKey) => {
    wish = { tenant, edits, ...(apiKey !== undefined && { apiKey }) };
  });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    const asked = error instanceof Error && 'exitCode' in error && error.exitCode === 0;
    return asked ? 0 : EXIT_CODES.wrongUsage;
  }
  return wish === undefined
    ? EXIT_CODES.wrongUsage
    : { ...wish, ...command.opts<{ json: boolean; state: string }>() };
}

type Wish = (tenant: string, edits: readonly TenantEdit[], apiKey?: string) => void;

function tenantCommand(wish: Wish): Command {
  const program = new Command('npm run tenant --')
    .description('Shows and edits what a tenant decides for all its imports.')
    .option('--json', 'print JSON on stdout and nothing else', false)
    .option('--state <dir>', 'where users, imports, files and mails are kept', DEFAULT_STATE)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(--help shows the commands)')
    .exitOverride();
  const command = (name: string, description: string) =>
    program.command(name).description(description).allowExcessArguments(false).addArgument(tenantArgument());
  command('show', 'shows the settings').action((tenant) => wish(tenant, []));
  command('set', 'replaces all settings by those of a file; what it leaves out falls back to its default')
    .argument('<file>', 'the settings as JSON, as show --json prints them; - for stdin', settingsFile)
    .action((tenant, settings) => wish(tenant, [{ edit: 'replace', settings }]));
  command('add', 'adds to one of the lists')
    .addArgument(kindArgument(withoutApiKey))
    .argument('<value...>', 'what is added, see below')
    .action((tenant, kind: EntryKind, values: string[]) => wish(tenant, additions(program, kind, values)));
  command('remove', 'removes from one of the lists')
    .addArgument(kindArgument(Object.keys(ENTRY_KINDS)))
    .argument('<value...>', 'ids or names')
    .action((tenant, kind: EntryKind, values: string[]) =>
      wish(
        tenant,
        values.map((key) => ({ edit: 'remove', list: ENTRY_KINDS[kind].list, key })),
      ),
    );
  command('limit', 'sets a limit')
    .addArgument(new Argument('<name>', 'which one').choices(TenantLimitsSchema.keyof().options))
    .argument('<number>', 'a whole number, or default', limit)
    .action((tenant, name, value) => wish(tenant, [{ edit: 'limit', name, value }]));
  command('api-key', 'makes a key for the HTTP API and prints it: it is not kept, only its hash')
    .argument('<name>', 'by which the key is removed: remove <tenant> api-key <name>')
    .action((tenant, name) => {
      const { text, entry } = createApiKey(tenant, name, new Date());
      wish(tenant, [{ edit: 'add', list: 'apiKeys', entry }], text);
    });
  return program;
}

/** A key is made, not added. */
const withoutApiKey = Object.keys(ENTRY_KINDS).filter((kind) => kind !== 'api-key');

function tenantArgument(): Argument {
  return new Argument('<tenant>', 'whose settings').argParser((value) => {
    const parsed = TenantSchema.safeParse(value);
    if (!parsed.success) throw new InvalidArgumentError(`${parsed.error.issues[0]?.message ?? 'wrong'}.`);
    return parsed.data;
  });
}

function kindArgument(kinds: readonly string[]): Argument {
  return new Argument('<kind>', 'which list').choices(kinds);
}

function additions(program: Command, kind: EntryKind, values: readonly string[]): TenantEdit[] {
  const entries = readEntries(kind, values);
  if (entries === undefined) program.error(`error: expected add <tenant> ${kind} ${ENTRY_KINDS[kind].words}`);
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
    const reason = error instanceof SyntaxError ? `Expected JSON: ${error.message}.` : 'It cannot be read.';
    throw new InvalidArgumentError(reason);
  }
}

import { type Command, Option } from 'commander';
import type { Place } from '../program/place.ts';
import { UsageError } from '../program/usage-error.ts';
import { normalizedApi } from './api-address.ts';
import { storedCredential } from './credentials.ts';

export interface ApiOptions {
  readonly api?: string;
  readonly key?: string;
}

/** The API of a deployed stage, and a bearer for it. */
export interface Target {
  readonly api: string;
  readonly bearer: string;
}

/** Options that make no sense for a stage that runs elsewhere. */
const OF_THIS_MACHINE = ['state', 'fresh', 'chaos'];

/** Options of the commands that also work with a deployed stage. The environment counts unless the line names this machine. */
export function addApiOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--api <url>',
        'use a deployed Rollcall: the stack’s output ApiUrl (default: $ROLLCALL_API, otherwise this machine)',
      )
        .argParser(normalizedApi)
        .conflicts(OF_THIS_MACHINE),
    )
    .option(
      '--key <key>',
      'API key for --api. Other users of this machine can see it in the list of processes: prefer `rollcall login` (default: $ROLLCALL_API_KEY, otherwise the key that `login` stored)',
    )
    .hook('preAction', (owner) => completeFromEnvironment(owner, process.env));
}

/** For commands about an API itself. @throws UsageError when it is not named */
export function requiredApi({ api }: { readonly api?: string }): string {
  if (api !== undefined) return api;
  throw new UsageError("error: name the API with '--api URL'", (words) => [...words, '--api', 'URL']);
}

/** @throws UsageError when there is an address without a key, or options contradict each other */
function completeFromEnvironment(command: Command, environment: NodeJS.ProcessEnv): void {
  const { ROLLCALL_API, ROLLCALL_API_KEY } = environment;
  const namesMachine = OF_THIS_MACHINE.some((name) => command.getOptionValueSource(name) === 'cli');
  if (command.getOptionValue('api') === undefined && ROLLCALL_API && !namesMachine)
    command.setOptionValueWithSource('api', apiOfEnvironment(ROLLCALL_API), 'env');
  const { api, key, tenant } = command.opts<ApiOptions & { readonly tenant?: string }>();
  if (api === undefined) {
    if (key === undefined) return;
    throw new UsageError("error: option '--key' needs '--api URL'", (words) => [...words, '--api', 'URL']);
  }
  const bearer = key ?? (ROLLCALL_API_KEY || storedCredential(api, environment)?.token);
  if (bearer === undefined)
    throw new UsageError(
      `error: there is no API key for ${api}. Store one with \`npx rollcall login --api ${api}\`, or set ROLLCALL_API_KEY`,
    );
  command.setOptionValueWithSource('key', bearer.trim(), key === undefined ? 'env' : 'cli');
  if (command.getOptionValueSource('tenant') === 'cli') checkTenant(bearer, tenant ?? '');
}

function apiOfEnvironment(text: string): string {
  try {
    return normalizedApi(text);
  } catch (error) {
    throw new UsageError(
      `error: the environment variable ROLLCALL_API is '${text}'. ${(error as Error).message}`,
    );
  }
}

/** @returns undefined for a bearer that does not name its tenant: a session or an operator's token */
export function tenantOfKey(bearer: string): string | undefined {
  return /^rk_(.+)_[0-9a-f]+$/.exec(bearer)?.[1];
}

/** The bearer decides the tenant: another name must not be ignored. */
function checkTenant(bearer: string, tenant: string): void {
  const own = tenantOfKey(bearer);
  if (own === tenant) return;
  const whose = own === undefined ? 'the bearer decides the tenant' : `the API key is of the tenant ${own}`;
  throw new UsageError(`error: with an API, ${whose}: omit '--tenant ${tenant}'`);
}

/** @returns undefined for the cloud on this machine */
export function targetOf({ api, key }: ApiOptions): Target | undefined {
  return api === undefined || key === undefined ? undefined : { api, bearer: key };
}

export function placeOf({ api, state }: ApiOptions & { readonly state: string }): Place {
  return api === undefined ? state : { api };
}

import { type Command, Option } from 'commander';
import * as z from 'zod';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { printEmptyList, readFromCloud } from '../cloud/read-command.ts';
import { readApi } from '../imports/read-api.ts';
import { lineToType } from '../program/command-line.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { Refusal, reportFailure } from '../program/failure.ts';
import { given } from '../program/given.ts';
import {
  addStateAndJson,
  checked,
  exits,
  type StateAndJson,
  tenant,
  wholeNumber,
} from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { type ApiOptions, addApiOptions, placeOf, targetOf } from '../remote/api-options.ts';
import { plural } from '../terminal/plural.ts';
import { describeUsers } from '../users/describe-users.ts';
import { findUsers, type ListedUser } from '../users/find-users.ts';
import { findUsersByApi } from '../users/find-users-by-api.ts';

interface Options extends StateAndJson, ApiOptions {
  readonly tenant?: string;
  readonly type?: string;
  readonly limit: number;
  readonly after?: string;
}

const MAX_LIMIT = 100_000;

export function define(command: Command): void {
  command
    .description('Lists imported users in the order of their keys, or looks one up.')
    .argument(
      '[key]',
      'a whole id, a whole key such as acme/ann, or an e-mail address; upper and lower case are the same',
    )
    .option('--tenant <name>', 'only users of this tenant', tenant)
    .addOption(
      new Option('--type <type>', 'only users of this import type').choices(
        IMPORT_TYPES.map(({ name }) => name),
      ),
    )
    .option('--limit <number>', 'the largest number of rows', wholeNumber(MAX_LIMIT, 1), 20)
    .option(
      '--after <user key>',
      'continue after this user: the last line of the previous page has it',
      userKey,
    );
  addApiOptions(addStateAndJson(command));
  addExamples(command, [
    'users',
    'users ann@example.com',
    'users --tenant demo --type participants --limit 100',
    'users --json | jq .[].fields.email',
  ]);
  command.action(exits(listUsers));
}

function listUsers(key: string | undefined, options: Options): Promise<number> {
  const { json, limit, tenant, type, after } = options;
  const target = targetOf(options);
  const filter = { ...given({ tenant, type, after, key }), limit: limit + 1 };
  if (target !== undefined)
    return readApi(target, json, async (client) => print(await findUsersByApi(client, filter), key, options));
  const whenEmpty = () => (key === undefined ? printEmptyList(options) : noSuchUser(key, json));
  return readFromCloud(options, { whenEmpty }, async (reader) =>
    print(await findUsers(reader, filter), key, options),
  );
}

/** @param found one more than are shown, if there are more */
function print(found: readonly ListedUser[], key: string | undefined, options: Options): number {
  const { json, limit } = options;
  const users = found.slice(0, limit);
  if (users.length === 0 && key !== undefined) return noSuchUser(key, json);
  if (json) process.stdout.write(`${JSON.stringify(users)}\n`);
  else {
    const width = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
    process.stdout.write(describeUsers(users, width));
  }
  const last = users.at(-1)?.userKey;
  if (found.length > limit && last !== undefined)
    process.stderr.write(`\nThe first ${plural(limit, 'user')}. For more: ${nextPage(last, key, options)}\n`);
  if (users.length === 0 && !json) process.stderr.write('There are no such users.\n');
  return EXIT_CODES.done;
}

function noSuchUser(key: string, json: boolean): number {
  return reportFailure(new Refusal('NoSuchUser', `There is no user ${key}.`), json);
}

const userKey = checked(
  z
    .string()
    .regex(/^[^/]+\/[^/]+\/.+$/, 'a user key looks like demo/participants/acme/ann, as --json prints it'),
);

function nextPage(last: string, key: string | undefined, options: Options): string {
  const { tenant, type, limit, json } = options;
  const words = [
    'users',
    ...(key === undefined ? [] : [key]),
    ...(tenant === undefined ? [] : ['--tenant', tenant]),
    ...(type === undefined ? [] : ['--type', type]),
    ...(limit === 20 ? [] : ['--limit', String(limit)]),
    ...(json ? ['--json'] : []),
    '--after',
    last,
  ];
  return lineToType(words, placeOf(options));
}

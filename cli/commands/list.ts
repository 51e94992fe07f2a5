import { type Command, Option } from 'commander';
import { type ImportStatus, ImportStatusSchema } from '../../lambdas/contracts/import-status.ts';
import { interruptedOf } from '../cloud/is-interrupted.ts';
import { printEmptyList, type Reader, readFromCloud } from '../cloud/read-command.ts';
import { rememberImports } from '../completion/remembered-imports.ts';
import { describeListing, type Listing, listingJson } from '../imports/describe-listing.ts';
import { describeDamage } from '../imports/import-progress.ts';
import { listByApi } from '../imports/list-by-api.ts';
import { listImports, queuePositions } from '../imports/list-imports.ts';
import { readApi } from '../imports/read-api.ts';
import { lineToType } from '../program/command-line.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import {
  addStateAndJson,
  exits,
  oneOf,
  type StateAndJson,
  tenant,
  wholeNumber,
} from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { type ApiOptions, addApiOptions, placeOf, targetOf } from '../remote/api-options.ts';

interface Options extends StateAndJson, ApiOptions {
  readonly tenant?: string;
  readonly status?: ImportStatus;
  readonly limit: number;
}

const MAX_LIMIT = 10_000;

export function define(command: Command): void {
  command
    .description('Lists the imports, the newest first.')
    .option('--tenant <name>', 'only imports of this tenant', tenant)
    .addOption(
      new Option('--status <status>', 'only imports with this status')
        .choices(ImportStatusSchema.options)
        .argParser(oneOf(ImportStatusSchema.options)),
    )
    .option('--limit <number>', 'the largest number of rows', wholeNumber(MAX_LIMIT, 1), 20);
  addApiOptions(addStateAndJson(command));
  addExamples(command, ['list', 'list --tenant demo --status ABORTED', 'list --json | jq .[].importId']);
  command.action(exits(list));
}

function list(options: Options): Promise<number> {
  const target = targetOf(options);
  if (target !== undefined)
    return readApi(target, options.json, async (client) => print(await listByApi(client, options), options));
  return readFromCloud(
    options,
    { services: ['sfn'], whenEmpty: () => printEmptyList(options) },
    async (reader) => print(await listLocally(reader, options), options),
  );
}

async function listLocally(reader: Reader, { tenant, status, limit }: Options): Promise<Listing> {
  const filter = { ...(tenant !== undefined && { tenant }), ...(status !== undefined && { status }) };
  const { found, damaged } = await listImports(reader, { ...filter, limit: limit + 1 });
  const imports = found.slice(0, limit);
  const positions = await queuePositions(reader, imports);
  const interrupted = await interruptedOf(reader.cloud, imports);
  return { imports, positions, interrupted, damaged, hasMore: found.length > limit };
}

function print(listing: Listing, options: Options): number {
  const place = placeOf(options);
  const { imports, damaged, hasMore } = listing;
  if (options.json) process.stdout.write(`${JSON.stringify(listingJson(listing))}\n`);
  else process.stdout.write(describeListing(listing, place));
  if (process.stdout.isTTY) rememberImports(imports, process.env);
  if (imports.length === 0 && !options.json) process.stderr.write('There are no such imports.\n');
  for (const [importId, names] of damaged) process.stderr.write(`${describeDamage(importId, names)}\n`);
  if (hasMore) process.stderr.write(`For more: ${lineToType(moreWords(options), place)}\n`);
  return EXIT_CODES.done;
}

function moreWords({ tenant, status, limit, json }: Options): readonly string[] {
  return [
    'list',
    ...(tenant === undefined ? [] : ['--tenant', tenant]),
    ...(status === undefined ? [] : ['--status', status]),
    ...['--limit', String(Math.min(MAX_LIMIT, limit * 5))],
    ...(json ? ['--json'] : []),
  ];
}

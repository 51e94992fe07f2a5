import { type Command, Option } from 'commander';
import type { Import } from '../../lambdas/contracts/import.ts';
import { type ImportStatus, ImportStatusSchema } from '../../lambdas/contracts/import-status.ts';
import { visible } from '../../lambdas/core/wording/show-value.ts';
import { describeCounts } from '../describe-counts.ts';
import { importJson } from '../describe-status.ts';
import { describeDamage } from '../import-progress.ts';
import { interruptedOf } from '../is-interrupted.ts';
import { listImports, queuePositions } from '../list-imports.ts';
import { commandLine, lineToType } from '../program/command-line.ts';
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
import { printEmptyList, readFromCloud } from '../read-command.ts';
import { colouredStatus } from '../terminal/coloured-status.ts';

interface Options extends StateAndJson {
  readonly tenant?: string;
  readonly status?: ImportStatus;
  readonly limit: number;
}

const MAX_LIMIT = 10_000;

export function define(command: Command): void {
  command
    .description('Lists the imports of this machine, the newest first.')
    .option('--tenant <name>', 'only imports of this tenant', tenant)
    .addOption(
      new Option('--status <status>', 'only imports with this status')
        .choices(ImportStatusSchema.options)
        .argParser(oneOf(ImportStatusSchema.options)),
    )
    .option('--limit <number>', 'the largest number of rows', wholeNumber(MAX_LIMIT, 1), 20);
  addStateAndJson(command);
  addExamples(command, ['list', 'list --tenant demo --status ABORTED', 'list --json | jq .[].importId']);
  command.action(exits(list));
}

function list(options: Options): Promise<number> {
  const { json, state, limit, ...filter } = options;
  return readFromCloud(
    options,
    { services: ['sfn'], whenEmpty: () => printEmptyList(options) },
    async (reader) => {
      const { found, damaged } = await listImports(reader, { ...filter, limit: limit + 1 });
      const imports = found.slice(0, limit);
      const positions = await queuePositions(reader, imports);
      const interrupted = await interruptedOf(reader.cloud, imports);
      if (json)
        process.stdout.write(
          `${JSON.stringify(imports.map((item) => rowOf(item, positions, interrupted)))}\n`,
        );
      else {
        process.stdout.write(
          imports.map((item) => describe(item, { positions, interrupted, state })).join(''),
        );
        if (imports.length === 0) process.stderr.write('There are no such imports.\n');
      }
      for (const [importId, names] of damaged) process.stderr.write(`${describeDamage(importId, names)}\n`);
      if (found.length > limit) process.stderr.write(`For more: ${lineToType(moreWords(options), state)}\n`);
      return EXIT_CODES.done;
    },
  );
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

/** What `--json` prints of an import. */
function rowOf(item: Import, positions: ReadonlyMap<string, number>, interrupted: ReadonlySet<string>) {
  const queuePosition = positions.get(item.importId);
  const isInterrupted = interrupted.has(item.importId);
  return {
    ...importJson(item),
    ...(queuePosition !== undefined && !isInterrupted && { queuePosition }),
    ...(isInterrupted && { isInterrupted }),
  };
}

interface ListContext {
  readonly positions: ReadonlyMap<string, number>;
  readonly interrupted: ReadonlySet<string>;
  readonly state: string;
}

function describe(item: Import, { positions, interrupted, state }: ListContext): string {
  const { importId, tenant, importType, fileName, status, createdAt } = item;
  const position = positions.get(importId);
  const isInterrupted = interrupted.has(importId);
  const parts = [
    createdAt,
    tenant,
    importType,
    describeCounts(item.counts, item.split?.records),
    position === undefined || isInterrupted ? '' : `position ${position} in the queue of ${tenant}`,
    isInterrupted ? `interrupted: resume it with ${commandLine('resume', importId, state)}` : '',
  ];
  return [
    `${importId}  ${colouredStatus(status)}  ${visible(fileName)}`,
    `  ${parts.filter((part) => part !== '').join('  ')}\n`,
  ].join('\n');
}

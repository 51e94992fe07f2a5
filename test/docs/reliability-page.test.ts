import { describe, expect, it } from 'vitest';
import { readDefinition } from '../../lib/definitions.ts';
import { TASKS } from '../../lib/tasks.ts';
import { readTable } from '../chaos/table-page.ts';

/** Faults of every function. */
const ANYWHERE = [
  'throttled',
  'doubled',
  'repeated',
  'abandoned',
  'killed-at-start',
  'killed-at-end',
  'refused',
  'away',
  'unreachable',
  'unanswered',
  'killed-before',
  'killed-after',
];
const READS_OBJECTS = [
  'InspectFile',
  'SplitFile',
  'EvaluateChunk',
  'EvaluateDeferred',
  'CollectPreview',
  'AwaitConfirmation',
  'ProcessChunk',
  'ProcessDeferred',
  'CollectResults',
  'WriteAbortedFiles',
  'NotifyRequester',
];
const READS_BATCHES = [
  'EvaluateChunk',
  'EvaluateDeferred',
  'ProcessChunk',
  'ProcessDeferred',
  'UpsertUser',
  'GroupMembersApi',
];
/** Killing the process when these states are entered equals stopping the execution. */
const BY_STOPPING = new Set(['ExpireImport', 'RejectImport', 'AbortImport', 'WriteAbortedFiles']);
/** Final states that a completed import does not enter. */
const OTHER_ENDS = new Set([
  'Rejected',
  'Cancelled',
  'Expired',
  'Superseded',
  'Stopped',
  'Aborted',
  'NotEnded',
  'NotificationFailed',
]);

type States = Readonly<Record<string, { readonly ItemProcessor?: { readonly States: States } }>>;

function statesOf(states: States): string[] {
  return Object.entries(states).flatMap(([name, { ItemProcessor }]) => [
    name,
    ...(ItemProcessor === undefined ? [] : statesOf(ItemProcessor.States)),
  ]);
}

describe('the tables in docs/reliability.md', () => {
  const definition = JSON.parse(readDefinition('user-import')) as {
    readonly States: States;
  };
  const missing = async (wanted: readonly string[]): Promise<string[]> => {
    const rows = new Set((await readTable()).map(({ step, fault }) => `${step}: ${fault}`));
    return wanted.filter((row) => !rows.has(row));
  };

  it('contain every function with every fault', async () => {
    const wanted = [
      ...Object.keys(TASKS).flatMap((name) => ANYWHERE.map((fault) => `${name}: ${fault}`)),
      ...READS_OBJECTS.map((name) => `${name}: truncated`),
      ...READS_BATCHES.map((name) => `${name}: unprocessed`),
    ];
    expect(await missing(wanted), 'run `npm run chaos -- --table all`').toEqual([]);
  });

  it('contain every state with a stopped execution and a killed process', async () => {
    const states = statesOf(definition.States).filter((name) => !OTHER_ENDS.has(name));
    const wanted = states.map((name) => `${name}: stopped`);
    const killed = states.filter((name) => !BY_STOPPING.has(name));
    expect(
      await missing([
        ...wanted,
        ...killed.map((name) => `${name}: process killed`),
        'AwaitConfirmation: process killed later',
      ]),
      'run `npm run chaos -- --table all`',
    ).toEqual([]);
  });
});

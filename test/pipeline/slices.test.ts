import { beforeAll, describe, expect, it } from 'vitest';
import { changeResources } from '../support/assembly.ts';
import {
  type Imported,
  importFile,
  type JoinedCloud,
  joinSharedCloud,
  readFileOf,
  startTestCloud,
} from '../support/test-cloud.ts';

const COLLECTORS = ['CollectResults', 'CollectPreview'];
/** Below the time for which a collector goes on: each of its invocations merges one chunk. */
const TIMEOUT_SECONDS = 90;

/** Chunks of four records: good, failing, repeated and unknown ones in each. */
const RECORDS = Array.from({ length: 22 }, (_, n) => ({
  accountId: 'acme',
  id: n % 5 === 3 ? '' : `u${n % 7 === 6 ? 0 : n}`,
  firstName: `"${n}", Ann`,
  shoe: n,
}));
const FILES = {
  csv: `accountId,id,firstName,shoe\n${RECORDS.map(({ accountId, id, shoe }) => `${accountId},${id},"A, ${shoe}",${shoe}\n`).join('')}`,
  jsonl: RECORDS.map((record) => `${JSON.stringify(record)}\n`).join(''),
};

describe('an import whose results one invocation cannot collect', () => {
  let shared: JoinedCloud;
  beforeAll(async () => {
    shared = await joinSharedCloud();
  });

  it.each(['csv', 'jsonl'] as const)(
    'has the same %s files as one that is collected at once',
    async (format) => {
      const entered: string[] = [];
      await using sliced = await startTestCloud({
        onStateEntered: ({ stateName }) => entered.push(stateName),
        prepare: (assembly) =>
          changeResources(assembly, ({ Properties, Metadata }) => {
            const path = String(Metadata?.['aws:cdk:path']).split('/');
            if (COLLECTORS.some((name) => path.at(-2) === name) && Properties.Timeout !== undefined)
              Properties.Timeout = TIMEOUT_SECONDS;
          }),
      });
      const upload = { name: `users.${format}` };
      for (const purpose of ['evaluate', 'import']) {
        const metadata = { purpose };
        const expected = await importFile(shared, FILES[format], { ...upload, metadata });
        const found = await importFile(sliced, FILES[format], { ...upload, metadata });
        const { counts, issues } = expected.item;
        const status = purpose === 'evaluate' ? 'EVALUATED' : 'COMPLETED_WITH_ERRORS';
        expect(found.item).toMatchObject({ status, counts, issues });
        expect(await filesOf(sliced, found)).toEqual(await filesOf(shared, expected));
        expect(found.mails).toHaveLength(1);
      }
      // Six chunks, one in each invocation, and one invocation that makes the files of them.
      for (const name of COLLECTORS) expect(entered.filter((each) => each === name)).toHaveLength(7);
    },
  );
});

async function filesOf(cloud: JoinedCloud, { item }: Imported): Promise<Record<string, string | undefined>> {
  const read = Object.entries(item.files ?? {}).map(async ([role, file]) => [
    role,
    (await readFileOf(cloud, file))?.toString(),
  ]);
  return Object.fromEntries(await Promise.all(read));
}

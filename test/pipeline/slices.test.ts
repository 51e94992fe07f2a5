import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followImport } from '../../cli/imports/follow-import.ts';
import { changeResources } from '../support/assembly.ts';
import { StateWatch, stopByHand } from '../support/state-watch.ts';
import {
  gather,
  type Imported,
  importFile,
  type JoinedCloud,
  joinSharedCloud,
  putFile,
  readFileOf,
  startTestCloud,
  type TestCloud,
  type TestCloudOptions,
} from '../support/test-cloud.ts';

const COLLECTORS = ['CollectResults', 'CollectPreview', 'WriteAbortedFiles'];
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
  let whole: Observed;
  let sliced: Observed;
  beforeAll(async () => {
    shared = await joinSharedCloud();
    [whole, sliced] = await Promise.all([observed(startTestCloud), observed(startSliced)]);
  });
  afterAll(async () => {
    await whole?.test[Symbol.asyncDispose]();
    await sliced?.test[Symbol.asyncDispose]();
  });

  it.each(['csv', 'jsonl'] as const)(
    'has the same %s files as one that is collected at once',
    async (format) => {
      const { test, watch } = sliced;
      const enteredBefore = watch.entered.length;
      const upload = { name: `users.${format}` };
      for (const purpose of ['evaluate', 'import']) {
        const metadata = { purpose };
        const expected = await importFile(shared, FILES[format], { ...upload, metadata });
        const found = await importFile(test, FILES[format], { ...upload, metadata });
        const { counts, issues } = expected.item;
        const status = purpose === 'evaluate' ? 'EVALUATED' : 'COMPLETED_WITH_ERRORS';
        expect(found.item).toMatchObject({ status, counts, issues });
        expect(await filesOf(test, found)).toEqual(await filesOf(shared, expected));
        expect(found.mails).toHaveLength(1);
      }
      // Six chunks, one in each invocation, and one invocation that makes the files of them.
      const entered = watch.entered.slice(enteredBefore);
      for (const name of ['CollectResults', 'CollectPreview'])
        expect(entered.filter((each) => each.endsWith(` ${name}`))).toHaveLength(7);
    },
  );

  it.each(['csv', 'jsonl'] as const)(
    'that is stopped by hand has the same %s files as one whose files are written at once',
    async (format) => {
      const expected = await stopped(whole, format);
      const found = await stopped(sliced, format);
      expect(found.result).toEqual(expected.result);
      expect(Object.keys(found.result.files).sort()).toEqual([
        'errors',
        'failedRecords',
        'results',
        'unprocessedRecords',
      ]);
      // Two files of six chunks each, one chunk in each invocation.
      expect([expected.parts, found.parts]).toEqual([0, 12]);
    },
  );
});

interface Observed {
  readonly test: TestCloud;
  readonly watch: StateWatch;
  /** How often a file was written in part, since the start of the cloud. */
  readonly parts: () => number;
}

async function observed(start: (options: TestCloudOptions) => Promise<TestCloud>): Promise<Observed> {
  const watch = new StateWatch();
  let parts = 0;
  const test = await start({
    onStateEntered: watch.onStateEntered,
    onLog: ({ line }) => line.includes('a file was written in part') && parts++,
  });
  return { test, watch, parts: () => parts };
}

/** Imports a file and stops its execution before the deferred records. */
async function stopped({ test, watch, parts }: Observed, format: keyof typeof FILES) {
  const partsBefore = parts();
  const deferred = watch.once('ProcessDeferred', (importId) => stopByHand(test, importId));
  await putFile(test, FILES[format], { name: `users.${format}` });
  const importId = await deferred;
  await followImport(test.clients, importId, () => undefined);
  await test.cloud.idle();
  const imported = await gather(test, importId);
  const { status, counts, issues, missingFiles } = imported.item;
  const files = await filesOf(test, imported);
  return { result: { status, counts, issues, missingFiles, files }, parts: parts() - partsBefore };
}

function startSliced(options: TestCloudOptions): Promise<TestCloud> {
  return startTestCloud({
    ...options,
    prepareTemplate: (assembly) =>
      changeResources(assembly, ({ Properties, Metadata }) => {
        const path = String(Metadata?.['aws:cdk:path']).split('/');
        if (COLLECTORS.some((name) => path.at(-2) === name) && Properties.Timeout !== undefined)
          Properties.Timeout = TIMEOUT_SECONDS;
      }),
  });
}

async function filesOf(cloud: JoinedCloud, { item }: Imported): Promise<Record<string, string | undefined>> {
  const read = Object.entries(item.files ?? {}).map(async ([role, file]) => [
    role,
    (await readFileOf(cloud, file))?.toString(),
  ]);
  return Object.fromEntries(await Promise.all(read));
}

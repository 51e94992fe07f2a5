import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResumeAnswerSchema } from '../../lambdas/contracts/import-commands.ts';
import { createCall, createKey, signInAsOperator } from '../support/api-client.ts';
import { cancelImport, invokeFor } from '../support/commands.ts';
import { readMail } from '../support/read-mail.ts';
import { StateWatch, stopByHand } from '../support/state-watch.ts';
import {
  gather,
  type Imported,
  importFile,
  newTenant,
  putFile,
  startTestCloud,
  type TestCloud,
} from '../support/test-cloud.ts';

/** Three chunks of up to four records, with one bad record and one user in two chunks. */
const ROWS = Array.from({ length: 10 }, (_, i) => (i === 5 ? 'acme,,No Id' : `acme,u${i},User ${i}`));
const FILE = `accountId,id,firstName\n${[...ROWS, 'acme,u1,Again'].join('\n')}\n`;

/** The results that a resumed import must have in common with an undisturbed one. */
const essence = ({ item, results, errors, failedRecords, users }: Imported) => ({
  status: item.status,
  counts: item.counts,
  firstErrors: item.firstErrors,
  reason: item.reason,
  files: Object.keys(item.files ?? {}).sort(),
  results,
  errors,
  failedRecords: failedRecords?.toString(),
  users,
});

const mailsOf = async (test: TestCloud, { importId }: { readonly importId: string }) =>
  (await test.cloud.mails())
    .map(({ raw }) => raw)
    .filter((raw) => new RegExp(`<${importId}(-\\d+)?@`).test(raw.toString('latin1')));

describe('an import whose execution is stopped', () => {
  const watch = new StateWatch();
  let test: TestCloud;
  let undisturbed: ReturnType<typeof essence>;

  beforeAll(async () => {
    test = await startTestCloud({ onStateEntered: watch.onStateEntered });
    undisturbed = essence(await importFile(test, FILE));
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  const cancel = (importId: string) => cancelImport(test, importId);
  const resume = async (importId: string) =>
    ResumeAnswerSchema.parse(await invokeFor(test, 'ResumeImport', importId));

  /** Imports the file and acts on the import as it enters the state. */
  async function disturb(state: string, act: (importId: string) => unknown): Promise<Imported> {
    const disturbed = watch.once(state, act);
    const imported = await importFile(test, FILE);
    expect(await disturbed).toBe(imported.item.importId);
    return imported;
  }

  it.each([
    'InspectFile',
    'SplitFile',
    'WaitForTurn',
    'ProcessChunks',
    'ProcessChunk',
    'ProcessDeferred',
    'CollectResults',
  ])('is aborted with one e-mail in %s, and when resumed it ends like an undisturbed one', async (state) => {
    const stopped = await disturb(state, (importId) => stopByHand(test, importId));
    expect(stopped.item).toMatchObject({ status: 'ABORTED', reason: { code: 'ExecutionStopped' } });
    expect(stopped.item.unfinished).toBeUndefined();
    expect(await mailsOf(test, stopped.item)).toHaveLength(1);

    const { importId } = stopped.item;
    expect(await resume(importId)).toMatchObject({ resumed: true, attempt: 2 });
    await test.cloud.idle();
    const resumed = await gather(test, importId);
    expect(essence(resumed)).toEqual(undisturbed);
    expect(await mailsOf(test, stopped.item)).toHaveLength(2);
  });

  it.each(['ReleaseTurn', 'NotifyRequester'])(
    'keeps its status and sends its e-mail in %s',
    async (state) => {
      const { item } = await disturb(state, (importId) => stopByHand(test, importId));
      expect(item.status).toBe('COMPLETED_WITH_ERRORS');
      expect(await mailsOf(test, item)).toHaveLength(1);
    },
  );

  it('leaves its unprocessed records in a file that can be imported', async () => {
    const tenant = newTenant();
    const stopping = watch.once('CollectResults', (importId) => stopByHand(test, importId));
    const all = await importFile(test, FILE, { tenant });
    expect(await stopping).toBe(all.item.importId);
    const splitting = watch.once('ProcessChunks', (importId) => stopByHand(test, importId));
    const none = await importFile(test, FILE, { tenant: newTenant() });
    await splitting;
    expect(none.users).toEqual([]);
    const again = await importFile(test, none.unprocessedRecords ?? '', { tenant: none.item.tenant });
    expect(again.users).toEqual(undisturbed.users);
  });

  it('can be resumed any number of times', async () => {
    const { item } = await disturb('ProcessChunks', (importId) => stopByHand(test, importId));
    for (const attempt of [2, 3]) {
      const cancelling = watch.once('CollectResults', (importId) => cancel(importId));
      expect(await resume(item.importId)).toMatchObject({ resumed: true, attempt });
      await cancelling;
      await test.cloud.idle();
      expect((await gather(test, item.importId)).item).toMatchObject({ status: 'CANCELLED', attempt });
    }
    await resume(item.importId);
    await test.cloud.idle();
    expect(essence(await gather(test, item.importId))).toEqual(undisturbed);
  });

  it('is resumed once by two requests at the same time', async () => {
    const { item } = await disturb('SplitFile', (importId) => stopByHand(test, importId));
    const answers = await Promise.all([resume(item.importId), resume(item.importId)]);
    expect(answers.filter(({ resumed }) => resumed)).toHaveLength(1);
    await test.cloud.idle();
    expect(essence(await gather(test, item.importId))).toEqual(undisturbed);
  });

  it.each(['InspectFile', 'SplitFile', 'WaitForTurn', 'ProcessChunk', 'CollectResults'])(
    'is cancelled with one e-mail in %s',
    async (state) => {
      const { item } = await disturb(state, async (importId) =>
        expect(await cancel(importId)).toEqual({ accepted: true }),
      );
      expect(item).toMatchObject({ status: 'CANCELLED', reason: { code: 'Cancelled' } });
      const mails = await mailsOf(test, item);
      expect(mails.map((raw) => readMail(raw).subject)).toEqual(['Import cancelled: the file "users.csv"']);
    },
  );

  it('cannot be cancelled or resumed after it was completed', async () => {
    const { item } = await importFile(test, FILE);
    const status = 'COMPLETED_WITH_ERRORS';
    expect(await cancel(item.importId)).toMatchObject({ accepted: false, code: 'AlreadyEnded', status });
    expect(await resume(item.importId)).toMatchObject({ resumed: false, code: 'NotResumable', status });
    const unknown = { importId: item.importId.replace(/.{4}$/, '0000'), tenant: item.tenant };
    for (const name of ['ConfirmImport', 'CancelImport', 'ResumeImport'])
      expect(await test.cloud.invoke(name, unknown)).toMatchObject({ code: 'NoSuchImport' });
  });

  it('stays completed when it is cancelled after its last record', async () => {
    const { item } = await disturb('ReleaseTurn', async (importId) =>
      expect(await cancel(importId)).toMatchObject({ accepted: false, code: 'AlreadyEnded' }),
    );
    expect(item.status).toBe('COMPLETED_WITH_ERRORS');
  });

  it('cannot be resumed when its file was replaced', async () => {
    const { item } = await disturb('WaitForTurn', (importId) => stopByHand(test, importId));
    const { bucket: Bucket, key: Key } = item.source;
    await test.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: FILE.replace('Again', 'Other') }));
    expect(await resume(item.importId)).toMatchObject({ resumed: false, code: 'SourceChanged' });
    await test.cloud.idle();
  });

  it('sends one e-mail when the event and the sweep arrive at the same time', async () => {
    const { item } = await disturb('ProcessChunk', async (importId) => {
      await stopByHand(test, importId);
      for (let i = 0; i < 3; i += 1) test.cloud.fireSchedule('Sweep');
    });
    expect(item.status).toBe('ABORTED');
    expect(await mailsOf(test, item)).toHaveLength(1);
  });
});

describe('an import whose status event is lost', () => {
  const watch = new StateWatch();
  let test: TestCloud;
  beforeAll(async () => {
    test = await startTestCloud({
      onStateEntered: watch.onStateEntered,
      prepareTemplate: (assembly) => disableRules(assembly, ['ImportEnded', 'RecoveryEnded']),
    });
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  async function stopWhileItWrites(tenant = newTenant()) {
    const stopped = watch.once('ProcessChunk', (importId) => stopByHand(test, importId));
    await putFile(test, FILE, { tenant });
    const importId = await stopped;
    const waiting = watch.once('WaitForTurn');
    await putFile(test, FILE, { tenant, name: 'later.csv' });
    const waitingId = await waiting;
    expect((await gather(test, importId)).item.status).toBe('RUNNING');
    return { tenant, importId, waitingId };
  }

  it('is ended by an operator who releases its turn, as the audit trail of its tenant says', async () => {
    const { tenant, importId, waitingId } = await stopWhileItWrites();
    const operator = createCall(test, await signInAsOperator(test));
    const release = (id: string) => operator('POST', `/stage/imports/${id}/release`);
    expect(await release(waitingId)).toMatchObject({ status: 409, body: { code: 'Running' } });
    expect(await release(importId)).toMatchObject({ status: 202, body: { id: importId, turn: 'ending' } });
    await test.cloud.idle();
    expect((await gather(test, importId)).item.status).toBe('ABORTED');
    expect((await gather(test, waitingId)).item.status).toBe('COMPLETED_WITH_ERRORS');
    expect(await release(importId)).toMatchObject({ status: 409, body: { code: 'NoTurn' } });
    const { key } = await createKey(test, tenant);
    const trail = await createCall(test, key)('GET', `/audit?importId=${importId}`);
    expect(trail.body.entries).toMatchObject([
      { operation: 'releaseTurn', by: { kind: 'operator' }, subject: { importId } },
    ]);
  });

  it('is ended by the sweep, and the next import of its tenant runs', async () => {
    const { importId, waitingId } = await stopWhileItWrites();
    test.cloud.fireSchedule('Sweep');
    await test.cloud.idle();
    const { item } = await gather(test, importId);
    expect(item).toMatchObject({ status: 'ABORTED', reason: { code: 'ExecutionStopped' } });
    expect(await mailsOf(test, item)).toHaveLength(1);
    expect((await gather(test, waitingId)).item.status).toBe('COMPLETED_WITH_ERRORS');
  });
});

async function disableRules(assembly: string, names: readonly string[]): Promise<void> {
  const file = join(assembly, 'rollcall-local.template.json');
  const template = JSON.parse(await readFile(file, 'utf8'));
  for (const [id, resource] of Object.entries<{ Type: string; Properties: { State: string } }>(
    template.Resources,
  )) {
    if (resource.Type === 'AWS::Events::Rule' && names.some((name) => id.includes(name)))
      resource.Properties.State = 'DISABLED';
  }
  await writeFile(file, JSON.stringify(template));
}

import { describe, expect, it } from 'vitest';
import { createFileCheck, type FileCheckState } from '../../../page/check/file-check.ts';
import type { FileChoices, FromWorker } from '../../../page/check/protocol.ts';
import { createCheckService } from '../../../page/check/worker/check-service.ts';

const CHOICES: FileChoices = { tenant: 'acme', importType: 'participants' };
const FILE = new Blob(['accountId,id,locale\na,1,Deutsch\na,2,de_DE\n']);

function scene() {
  let workers = 0;
  const asked: string[] = [];
  const failures: ((error: Error) => void)[] = [];
  const check = createFileCheck((onFailure) => {
    workers += 1;
    failures.push(onFailure);
    const port: ReturnType<Parameters<typeof createFileCheck>[0]> = {
      postMessage(request) {
        asked.push(request.kind);
        void service.handle(structuredClone(request));
      },
      onmessage: null,
      terminate: () => undefined,
    };
    const send = (message: FromWorker) => port.onmessage?.({ data: message });
    const service = createCheckService({ send, now: () => 0 });
    return port;
  });
  const until = (isThere: (state: FileCheckState) => boolean) =>
    new Promise<FileCheckState>((resolve) => {
      const look = () => isThere(check.state()) && resolve(check.state());
      check.subscribe(look);
      look();
    });
  return { check, asked, until, workers: () => workers, fail: (error: Error) => failures.at(-1)?.(error) };
}

describe('the check of the file that is prepared', () => {
  it('is the same for steps that open the same file with the same choices, with its corrections', async () => {
    const { check, asked, until, workers } = scene();
    await check.open(FILE, 'p.csv', CHOICES);
    await check.check();
    await until(({ phase }) => phase === 'checked');
    const cells = [{ record: 1, column: 2, value: 'de_DE' }];
    expect((await check.change('edit', { cells })).summary.bad).toBe(0);

    await check.open(FILE, 'p.csv', { ...CHOICES });
    await check.check();
    expect(check.state()).toMatchObject({ phase: 'checked', summary: { bad: 0, edits: { canUndo: true } } });
    expect(asked).toEqual(['open', 'check', 'edit']);
    expect(workers()).toBe(1);
  });

  it('is settled after the changes that were begun, and an export has them', async () => {
    const { check, until } = scene();
    await check.open(FILE, 'p.csv', CHOICES);
    await check.check();
    await until(({ phase }) => phase === 'checked');
    // As by pasting: the change is asked for after rows were read.
    const pasted = Promise.resolve().then(() =>
      check.change('edit', { cells: [{ record: 1, column: 2, value: 'ja_JP' }] }),
    );
    void check.hold(pasted);
    void check.change('replace', { column: 2, from: 'de_DE', to: 'de_AT' });
    expect(check.state().summary?.bad).toBe(1);
    const exported = check.ask('export', { records: 'all' });
    expect(await check.settled()).toMatchObject({ bad: 0, edits: { changedRecords: 2 } });
    const later = await check.ask('export', { records: 'all' });
    expect(await later.file.text()).toContain('a,1,ja_JP\na,2,de_AT\n');
    // It was asked for after the replacement.
    expect(await (await exported).file.text()).toContain('a,2,de_AT\n');
  });

  it('waits for no change of a file that was open before', async () => {
    const { check } = scene();
    await check.open(FILE, 'p.csv', CHOICES);
    void check.hold(new Promise(() => undefined));
    await check.open(new Blob(['accountId,id\na,1\n']), 'second.csv', CHOICES);
    expect(await check.settled()).toBeUndefined();
  });

  it('begins again with other choices', async () => {
    const { check, asked, until } = scene();
    await check.open(FILE, 'p.csv', CHOICES);
    await check.check();
    await until(({ phase }) => phase === 'checked');
    const columnMap: [string, string][] = [['locale', '-']];
    await check.open(FILE, 'p.csv', { ...CHOICES, options: { columnMap } });
    expect(check.state().phase).toBe('opened');
    await check.check();
    expect((await until(({ phase }) => phase === 'checked')).summary).toMatchObject({ bad: 0 });
    expect(asked).toEqual(['open', 'check', 'choose', 'check']);
  });

  it('keeps the corrections when the columns are read as other fields, and not when its cells are others', async () => {
    const { check, until } = scene();
    const checkWith = async (choices: Partial<FileChoices>) => {
      await check.open(FILE, 'p.csv', { ...CHOICES, ...choices });
      await check.check();
      const { summary } = await until(({ phase }) => phase === 'checked');
      const { file } = await check.ask('export', { records: 'all' });
      return { summary, text: await file.text() };
    };
    const ignored = { options: { columnMap: [['locale', '-']] as [string, string][] } };
    await checkWith({});
    await check.change('edit', { cells: [{ record: 1, column: 2, value: 'ja_JP' }] });
    await check.change('remove', { records: [2] });
    const mapped = await checkWith(ignored);
    expect(mapped.text).toBe('accountId,id,locale\na,1,ja_JP\n');
    expect(mapped.summary).toMatchObject({ records: 1, bad: 0, edits: { canUndo: true } });
    // In another encoding the texts are others. The corrections are there again with those of before.
    const other = await checkWith({ options: { encoding: 'windows-1252' } });
    expect(other.text).toContain('a,1,Deutsch\na,2,de_DE\n');
    expect((await checkWith({})).text).toBe('accountId,id,locale\na,1,ja_JP\n');
    // What was undone does not come back.
    await check.change('undo', {});
    await check.change('undo', {});
    expect((await checkWith(ignored)).text).toContain('a,1,Deutsch\na,2,de_DE\n');
  });

  it('shows the file that was opened last, however late the other answer comes', async () => {
    const { check } = scene();
    const first = check.open(FILE, 'first.csv', CHOICES);
    const second = check.open(new Blob(['accountId,id\na,1\n']), 'second.csv', CHOICES);
    await Promise.all([first, second]);
    expect(check.state().inspected?.fileName).toBe('second.csv');
  });

  it('does not check a file that is rejected', async () => {
    const { check, asked } = scene();
    await check.open(new Blob(['%PDF-1.7']), 'p.csv', CHOICES);
    await check.check();
    expect(check.state()).toMatchObject({
      phase: 'opened',
      inspected: { rejection: { code: 'BINARY_FILE' } },
    });
    expect(asked).toEqual(['open']);
  });

  it('starts another worker after one has ended by an error', async () => {
    const { check, fail, workers } = scene();
    await check.open(FILE, 'p.csv', CHOICES);
    fail(new Error('out of memory'));
    expect(check.state()).toMatchObject({ phase: 'failed' });
    await check.open(FILE, 'p.csv', CHOICES);
    expect(check.state().phase).toBe('opened');
    expect(workers()).toBe(2);
  });

  it('forgets the file when it is closed', async () => {
    const { check } = scene();
    await check.open(FILE, 'p.csv', CHOICES);
    check.close();
    expect(check.state()).toEqual({ phase: 'idle' });
  });
});

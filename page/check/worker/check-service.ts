import { readContent } from '../../files/read-content.ts';
import type { AskOf, CheckEvent, CheckRequest, FileChoices, FromWorker, ReplyOf } from '../protocol.ts';
import { type CheckRun, createCheckRun } from './check-run.ts';
import { createChecked } from './checked-file.ts';
import { createChecking, type Handlers } from './checking.ts';
import type { Edits } from './edits.ts';
import { type CheckableFile, inspectFile, rejectionOf } from './inspect-file.ts';
import { createKeptEdits, type Division, divisionOf } from './kept-edits.ts';

export interface ServicePorts {
  readonly send: (message: FromWorker) => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** By default some ten thousand. */
  readonly maxUsers?: number;
}

interface ChosenFile {
  readonly file: Blob;
  readonly fileName: string;
  readonly checkable?: CheckableFile | undefined;
  readonly choices: FileChoices;
}

interface Checking {
  readonly division: Division;
  readonly edits: Edits;
  readonly run: CheckRun;
  readonly handlers: ReturnType<typeof createChecking>;
}

/** What the worker does: answers requests about one file. Everything that takes long lets other requests in between. */
export function createCheckService(ports: ServicePorts) {
  let chosen: ChosenFile | undefined;
  let checking: Checking | undefined;
  const kept = createKeptEdits();

  function stop(): void {
    if (checking === undefined) return;
    checking.run.stop();
    kept.keep(checking.division, checking.edits);
    checking = undefined;
  }

  function close(): void {
    stop();
    chosen = undefined;
  }

  async function choose(file: Blob, fileName: string, choices: FileChoices): Promise<ReplyOf<'open'>> {
    close();
    const { view, checkable } = await inspectFile(file, fileName, choices);
    chosen = { file, fileName, checkable, choices };
    return view;
  }

  const handlers: Handlers<'open' | 'choose' | 'check' | 'close'> = {
    open: ({ file, fileName, choices }: AskOf<'open'>) => choose(file, fileName, choices),
    async choose({ choices }) {
      if (chosen === undefined) throw new Error('no file is open');
      return choose(chosen.file, chosen.fileName, choices);
    },
    async check() {
      const { checkable } = chosen ?? {};
      if (chosen === undefined || checkable === undefined)
        throw new Error('there is no file that can be checked');
      stop();
      const division = divisionOf(chosen.file, checkable, chosen.choices);
      const begun = { division, ...(await begin(checkable, checkable.item.fileName, ports)) };
      kept.putBack(division, begun.edits);
      checking = begun;
      const sendIfOpen = (event: CheckEvent) => {
        if (checking === begun) ports.send(event);
      };
      begun.run.run().then(
        () => sendIfOpen({ event: 'summary', summary: begun.run.summary() }),
        (error: unknown) => sendIfOpen({ event: 'failed', message: messageOf(error) }),
      );
      return { columns: begun.columns };
    },
    async close() {
      close();
      return {};
    },
  };

  return {
    async handle({ id, kind, ask }: CheckRequest): Promise<void> {
      try {
        const all = { ...checking?.handlers, ...handlers };
        const handler = all[kind] as ((ask: unknown) => Promise<unknown>) | undefined;
        if (handler === undefined) throw new Error('no file is checked');
        ports.send({ id, ok: true, reply: await handler(ask) });
      } catch (error) {
        ports.send({ id, ok: false, message: messageOf(error) });
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What is wrong with the content as a whole is found while it is copied. */
async function begin(checkable: CheckableFile, fileName: string, { now, send, maxUsers }: ServicePorts) {
  const { content, rejection } = await contentOf(checkable, fileName);
  const checked = createChecked(checkable, content);
  const { conversion } = checkable.opened;
  const run = createCheckRun(checked, {
    isStoredInUtf8: (conversion?.encoding ?? 'utf-8') === 'utf-8',
    rejection,
    now,
    maxUsers,
    onProgress: (summary) => send({ event: 'progress', summary }),
  });
  const columns = checked.codec.columns.map(({ name, field }) => ({ name, ...(field && { field }) }));
  return { run, columns, edits: checked.edits, handlers: createChecking(checked, run, fileName) };
}

async function contentOf({ file, opened }: CheckableFile, fileName: string) {
  try {
    return { content: await readContent(file, opened.conversion) };
  } catch (error) {
    return { content: new Blob([]), rejection: rejectionOf(error, fileName) };
  }
}

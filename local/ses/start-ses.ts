import { createServer } from '../http.ts';
import { closeServer, listen } from '../listen.ts';
import { type ServiceThread, startServiceThread } from '../service-thread.ts';
import type { InboxThreadData } from './inbox-thread.ts';
import { createRecorder } from './recorder.ts';

/**
 * Starts SES and its inbox (a web page at the same endpoint). The inbox starts at its first request, because loading it
 * takes most of a second and an import does not need it. It runs in a thread, because the package stores its mails in a
 * module, and two clouds of one process need an instance each.
 * @param mailDirectory where mails are stored
 */
export async function startSes({
  mailDirectory,
  port,
}: {
  readonly mailDirectory: string;
  readonly port: number;
}): Promise<ServiceThread> {
  let inbox: Promise<ServiceThread> | undefined;
  const startInbox = async (): Promise<string> => {
    inbox ??= startServiceThread(new URL('./inbox-thread.ts', import.meta.url), {
      mailDirectory,
    } satisfies InboxThreadData);
    return (await inbox).endpoint;
  };
  const server = createServer(createRecorder(startInbox, mailDirectory));
  const endpoint = await listen(server, port);
  return {
    endpoint,
    close: async () => {
      await closeServer(server);
      await (await inbox?.catch(() => undefined))?.close();
    },
  };
}

import { createInterface } from 'node:readline';

/** A terminal, or a test's replacement of one. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks a question. Ctrl-C, Ctrl-D and an empty answer are a no. */
export async function askYesNo(question: string, { input, output }: Terminal): Promise<boolean> {
  const terminal = createInterface({ input, output, terminal: true });
  const answer = await new Promise<string>((resolve) => {
    const none = (): void => {
      output.write('\n');
      resolve('');
    };
    // Readline consumes both keys: without these listeners the question would never end.
    terminal.once('SIGINT', none).once('close', none);
    terminal.question(question, resolve);
  });
  terminal.removeAllListeners().close();
  return /^y(es)?$/i.test(answer.trim());
}

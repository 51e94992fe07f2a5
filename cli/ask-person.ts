import { createInterface } from 'node:readline';

/** A terminal, or what stands for one. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks for a yes; whoever says Ctrl-C or Ctrl-D instead, or nothing, does not give it. */
export async function askPerson(question: string, { input, output }: Terminal): Promise<boolean> {
  const terminal = createInterface({ input, output, terminal: true });
  const answer = await new Promise<string>((resolve) => {
    const none = (): void => {
      output.write('\n');
      resolve('');
    };
    // Readline takes both keys for itself: without this nobody would hear of them, and the question stood for ever.
    terminal.once('SIGINT', none).once('close', none);
    terminal.question(question, resolve);
  });
  terminal.removeAllListeners().close();
  return /^y(es)?$/i.test(answer.trim());
}

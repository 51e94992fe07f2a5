import { createInterface } from 'node:readline';

/** A terminal, or a test's replacement of one. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** `interrupted` by Ctrl-C; `no answer` at the end of the input (Ctrl-D). */
export type Answer = 'yes' | 'no' | 'interrupted' | 'no answer';

/** Asks a question until the answer is yes or no; an empty answer is a no. */
export async function askYesNo(question: string, { input, output }: Terminal): Promise<Answer> {
  const terminal = createInterface({ input, output, terminal: true });
  const answer = await new Promise<Answer>((resolve) => {
    const end = (answer: Answer) => (): void => {
      output.write('\n');
      resolve(answer);
    };
    // Readline consumes both keys: without these listeners the question would never end.
    terminal.once('SIGINT', end('interrupted')).once('close', end('no answer'));
    const ask = (): void =>
      terminal.question(question, (text) => {
        const read = readAnswer(text);
        if (read !== undefined) return resolve(read);
        output.write('Answer yes or no.\n');
        ask();
      });
    ask();
  });
  terminal.removeAllListeners().close();
  return answer;
}

function readAnswer(text: string): 'yes' | 'no' | undefined {
  if (/^\s*y(es)?\s*$/i.test(text)) return 'yes';
  return /^\s*(no?)?\s*$/i.test(text) ? 'no' : undefined;
}

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** The first line of stdin. On a terminal it is asked for, and what is typed is not shown. */
export async function readSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return firstLine(await text(process.stdin));
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  reader.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  // Ctrl-D closes it without an answer.
  const closed = new Promise<string>((resolve) => reader.once('close', () => resolve('')));
  const answer = await Promise.race([reader.question(''), closed]);
  reader.close();
  process.stderr.write('\n');
  return answer.trim();
}

function firstLine(content: string): string {
  return content.split('\n', 1)[0]?.trim() ?? '';
}

import { styleText } from 'node:util';

/** Build servers set CI, and some give their jobs a terminal that no person watches. */
function isAttended(environment: NodeJS.ProcessEnv): boolean {
  const { CI = '', TERM } = environment;
  return (CI === '' || CI === 'false' || CI === '0') && TERM !== 'dumb';
}

/** Whether lines may be redrawn on a stream. */
export function canRedraw(stream: NodeJS.WriteStream, environment = process.env): boolean {
  return stream.isTTY === true && isAttended(environment);
}

/** Whether a person can answer a question: it is asked on stderr, because stdout is the result's. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && canRedraw(process.stderr);
}

/** Plain text unless stdout is a terminal with colours, and NO_COLOR (no-color.org) and CI are not set. */
export function coloured(
  format: Parameters<typeof styleText>[0],
  text: string,
  stream = process.stdout,
): string {
  if (!canRedraw(stream)) return text;
  return styleText(format, text, { stream });
}

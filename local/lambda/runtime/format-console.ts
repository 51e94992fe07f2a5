import { format } from 'node:util';

const levels = {
  log: 'INFO',
  info: 'INFO',
  debug: 'DEBUG',
  trace: 'TRACE',
  warn: 'WARN',
  error: 'ERROR',
} as const;

/** `time TAB request id TAB level TAB text`, as Lambda writes console output in its text log format. */
export function formatConsole(request: { readonly id: string }): void {
  for (const [method, level] of Object.entries(levels)) {
    const stream = method === 'warn' || method === 'error' ? process.stderr : process.stdout;
    console[method as keyof typeof levels] = (...values: unknown[]) => {
      // Lambda keeps a message that spans lines together by turning its line feeds into carriage returns.
      const text = format(...values).replaceAll('\n', '\r');
      stream.write(`${new Date().toISOString()}\t${request.id}\t${level}\t${text}\n`);
    };
  }
}

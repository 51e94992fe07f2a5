import { format } from 'node:util';

const levels = {
  log: 'INFO',
  info: 'INFO',
  debug: 'DEBUG',
  trace: 'TRACE',
  warn: 'WARN',
  error: 'ERROR',
} as const;

/** Makes console methods write Lambda's text log format: `time TAB request id TAB level TAB text`. */
export function formatConsole(request: { readonly id: string }): void {
  for (const [method, level] of Object.entries(levels)) {
    const stream = method === 'warn' || method === 'error' ? process.stderr : process.stdout;
    console[method as keyof typeof levels] = (...values: unknown[]) => {
      // Like Lambda: carriage returns instead of line feeds keep a message of several lines together.
      const text = format(...values).replaceAll('\n', '\r');
      stream.write(`${new Date().toISOString()}\t${request.id}\t${level}\t${text}\n`);
    };
  }
}

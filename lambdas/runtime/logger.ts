import { Logger } from '@aws-lambda-powertools/logger';

/** What the tasks may log: sentences and ids, counts, durations, error names. Never a value from a record (promise 8). */
export interface TaskLogger {
  info(message: string, facts?: Readonly<Record<string, string | number | boolean | undefined>>): void;
  warn(message: string, facts?: Readonly<Record<string, string | number | boolean | undefined>>): void;
  error(message: string, facts?: Readonly<Record<string, string | number | boolean | undefined>>): void;
}

export function createLogger(service: string): Logger {
  return new Logger({ serviceName: service });
}

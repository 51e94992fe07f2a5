import { type NextTime, parseCron } from './cron.ts';

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * @throws for an expression that is neither `rate(…)` nor `cron(…)`
 */
export function parseSchedule(expression: string, where: string): NextTime {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count !== undefined) {
    const periodMs = Number(count) * (unitMs[unit] ?? 0);
    if (periodMs === 0) throw new Error(`${where}: ${expression} is not a schedule: a rate must be positive`);
    return (after) => new Date(after.getTime() + periodMs);
  }
  const [, fields] = /^cron\((.+)\)$/.exec(expression) ?? [];
  if (fields !== undefined) return parseCron(fields, where);
  throw new Error(`${where}: expected rate(…) or cron(…), found ${expression}`);
}

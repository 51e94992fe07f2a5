import type { WaitState } from '../definition/state.ts';
import { isTimestamp } from '../language/choice.ts';
import type { Json } from '../language/json.ts';
import { type Roots, readPath } from '../language/path.ts';
import { runtimeError } from '../language/states-error.ts';
import type { InterpreterServices } from './flow.ts';

/** The delay of a Wait state in milliseconds, multiplied by `timeScale`. It is 0 for a time in the past. */
export function waitMs(
  state: WaitState,
  roots: Roots,
  { now, timeScale }: Pick<InterpreterServices, 'now' | 'timeScale'>,
): number {
  const ms =
    state.Timestamp !== undefined || state.TimestampPath !== undefined
      ? Date.parse(timestamp(given(state.Timestamp, state.TimestampPath, 'TimestampPath', roots))) -
        now().getTime()
      : seconds(given(state.Seconds, state.SecondsPath, 'SecondsPath', roots)) * 1_000;
  return Math.max(ms, 0) * timeScale;
}

function given(value: Json | undefined, path: string | undefined, field: string, roots: Roots): Json {
  return path === undefined ? (value ?? null) : readPath(path, roots, field);
}

function timestamp(value: Json): string {
  if (isTimestamp(value)) return value;
  throw runtimeError('TimestampPath must give a timestamp.');
}

function seconds(value: Json): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 99_999_999) return value;
  throw runtimeError('SecondsPath must give a whole number of seconds from 0 to 99999999.');
}

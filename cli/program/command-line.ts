import { DEFAULT_STATE } from './default-state.ts';
import type { Place } from './place.ts';

type AboutAnImport = 'resume' | 'cancel' | 'confirm' | 'status' | 'results';

/** The line that does something about an import, to be pasted: `npx rollcall resume imp_…`. */
export function commandLine(name: AboutAnImport, importId: string, place: Place): string {
  return lineToType([name, importId], place);
}

/**
 * Every line that a command prints to be pasted into a shell.
 * @param words of the command, unquoted
 * @param place named unless it is the default. A key is never named: it would be visible in the list of processes
 */
export function lineToType(words: readonly string[], place: Place): string {
  return ['npx rollcall', ...[...words, ...placeWords(place)].map(quoted)].join(' ');
}

function placeWords(place: Place): readonly string[] {
  if (typeof place !== 'string') return ['--api', place.api];
  return place === DEFAULT_STATE ? [] : ['--state', place];
}

/** For a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w./:@%=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

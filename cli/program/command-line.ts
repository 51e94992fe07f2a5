import { DEFAULT_STATE } from './default-state.ts';

type AboutAnImport = 'resume' | 'cancel' | 'confirm' | 'status' | 'results';

/** The line that does something about an import, to be pasted: `npx rollcall resume imp_…`. */
export function commandLine(name: AboutAnImport, importId: string, state: string): string {
  return lineToType([name, importId], state);
}

/**
 * Every line that a command prints to be pasted into a shell.
 * @param words of the command, unquoted
 * @param state named unless it is the default
 */
export function lineToType(words: readonly string[], state: string): string {
  const stateWords = state === DEFAULT_STATE ? [] : ['--state', state];
  return ['npx rollcall', ...[...words, ...stateWords].map(quoted)].join(' ');
}

/** For a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w./:@%=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

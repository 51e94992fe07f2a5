import { DEFAULT_STATE } from './default-state.ts';

type AboutAnImport = 'resume' | 'cancel' | 'confirm' | 'status' | 'results';

/** The line that does something about an import, to be pasted: `npx rollcall resume imp_…`. */
export function commandLine(name: AboutAnImport, importId: string, state: string): string {
  return `npx rollcall ${name} ${importId}${stateOption(state)}`;
}

/** ` --state DIR`, or nothing for the default. */
export function stateOption(state: string): string {
  return state === DEFAULT_STATE ? '' : ` --state ${quoted(state)}`;
}

/** For a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w./:@%=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

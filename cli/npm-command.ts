import { DEFAULT_STATE } from './default-state.ts';

/** The line that does something about an import, to be pasted: `npm run resume -- imp_…`. */
export function npmCommand(name: 'resume' | 'cancel' | 'confirm', importId: string, state: string): string {
  return `npm run ${name} -- ${importId}${state === DEFAULT_STATE ? '' : ` --state ${quoted(state)}`}`;
}

/** For a POSIX shell. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { ImportIdSchema } from '../../lambdas/contracts/import.ts';
import { ImportStatusSchema } from '../../lambdas/contracts/import-status.ts';
import type { ShownImport } from '../imports/shown-import.ts';
import type { Candidate } from './candidate.ts';

const MOST = 20;

/** Ids and statuses only: file names may be personal. */
const RememberedSchema = z.array(z.object({ importId: ImportIdSchema, status: ImportStatusSchema }));

/** XDG base directories. */
function fileOf({ XDG_CACHE_HOME }: NodeJS.ProcessEnv): string {
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'rollcall', 'last-list.json');
}

/** Keeps the imports that a person has listed, because asking for them at each press of Tab would take too long. */
export function rememberImports(imports: readonly ShownImport[], environment: NodeJS.ProcessEnv): void {
  const file = fileOf(environment);
  const kept = imports.slice(0, MOST).map(({ importId, status }) => ({ importId, status }));
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  } catch {
    // Without them, the ids are typed.
  }
}

export function rememberedImports(environment: NodeJS.ProcessEnv): readonly Candidate[] {
  try {
    const read = RememberedSchema.parse(JSON.parse(readFileSync(fileOf(environment), 'utf8')));
    return read.map(({ importId, status }) => ({ value: importId, description: status }));
  } catch {
    return [];
  }
}

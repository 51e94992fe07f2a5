import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { LOCAL_ISSUER } from '../lambdas/contracts/issuer.ts';
import { STAGE_FIELDS, type StageConfig, StageConfigSchema } from './stage-config.ts';

/** Ready to be deployed nowhere: enough for the one-machine cloud and for reading the template. */
const LOCAL_DEFAULTS = {
  senderAddress: 'rollcall@example.com',
  pageOrigin: 'http://127.0.0.1:*',
  embedOrigins: ['http://127.0.0.1:*', 'http://localhost:*'],
  tenants: 'any',
  issuers: [
    {
      issuer: LOCAL_ISSUER,
      audience: 'urn:rollcall:api',
      roleClaim: 'roles',
      operatorValue: 'operator',
      clientId: 'rollcall',
    },
  ],
};
const STAGE_NAME = /^[a-z][a-z0-9-]{0,19}$/;

export interface StageSources {
  readonly stage: string;
  readonly projectDir: string;
  /** A value from the command line (`-c name=value`), or undefined. */
  readonly override: (field: string) => unknown;
}

/** A stage that cannot be built as it is configured: the message is all that its reader needs. */
export class StageConfigError extends Error {
  override readonly name = 'StageConfigError';
}

/**
 * The configuration of a stage: what the command line says, before `stages/<stage>.json`, before the defaults.
 * @throws StageConfigError naming every field that is wrong, what was expected and what was found.
 */
export function readStageConfig({ stage, projectDir, override }: StageSources): StageConfig {
  if (!STAGE_NAME.test(stage)) {
    throw new StageConfigError(
      `stage: expected a name of up to 20 lower-case letters, digits and "-", such as prod; found ${show(stage)}`,
    );
  }
  const given: Record<string, unknown> = {
    ...(stage === 'local' ? LOCAL_DEFAULTS : {}),
    ...readStageFile(join(projectDir, 'stages', `${stage}.json`), stage),
  };
  for (const { name } of STAGE_FIELDS) {
    const value = override(name);
    if (value !== undefined) given[name] = value;
  }
  const parsed = StageConfigSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => explain(issue, given));
  throw new StageConfigError(
    [
      `Stage "${stage}" cannot be built:`,
      ...problems.map((problem) => `  ${problem}`),
      `Set it in stages/${stage}.json, such as { "senderAddress": "imports@your-company.com" }, or for once with -c name=value.`,
      'All fields: docs/operations.md, "Stage configuration".',
    ].join('\n'),
  );
}

function readStageFile(file: string, stage: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new StageConfigError(`stages/${stage}.json: expected JSON; ${(cause as Error).message}`, { cause });
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new StageConfigError(`stages/${stage}.json: expected one JSON object; found ${show(content)}`);
  }
  return { ...content };
}

function explain(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string[] {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return issue.keys.map(explainUnknown);
  // Of several fields together.
  if (issue.code === 'custom') return [issue.message];
  const [field, ...inner] = issue.path;
  const name = String(field);
  const expected = STAGE_FIELDS.find((each) => each.name === name)?.expected;
  const part = inner.length === 0 ? '' : `, in which ${inner.join('.')} is wrong (${issue.message})`;
  return [`${name}: expected ${expected}; found ${show(given[name])}${part}`];
}

function explainUnknown(key: string): string {
  const known = STAGE_FIELDS.map((field) => field.name);
  const [nearest] = known.toSorted((a, b) => distance(a, key) - distance(b, key));
  const meant =
    nearest !== undefined && distance(nearest, key) <= 4
      ? `did you mean ${nearest}?`
      : `fields are ${known.join(', ')}`;
  return `${key}: there is no such field; ${meant}`;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

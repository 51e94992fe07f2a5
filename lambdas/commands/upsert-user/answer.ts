import { type Issue, STATUS_CODES } from '../../contracts/issue.ts';
import type { UpsertAnswer, UpsertIssue } from '../../contracts/upsert-user.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import type { JsonValue, User } from '../../core/user/user.ts';
import { boundIssues } from '../../core/wording/bound-issues.ts';
import { showName } from '../../core/wording/show-value.ts';
import { unknownKeyWarnings } from '../../reading/file-warnings.ts';

export function done(
  outcome: 'created' | 'updated' | 'unchanged',
  user: User,
  warnings: readonly Issue[],
): UpsertAnswer {
  const body = { outcome, user: nested(user), warnings: boundIssues(warnings).map(issueOf) };
  return { statusCode: outcome === 'created' ? 201 : 200, body };
}

export function refused(errors: readonly Issue[], warnings: readonly Issue[]): UpsertAnswer {
  const statusCode = STATUS_CODES[errors[0]?.code ?? 'BAD_REQUEST'];
  return {
    statusCode,
    body: { errors: boundIssues(errors).map(issueOf), warnings: boundIssues(warnings).map(issueOf) },
  };
}

/** The warnings that an import gives once for its file. */
export function unknownFieldWarnings(type: ImportType, names: readonly string[]): readonly Issue[] {
  return unknownKeyWarnings(type, [...new Set(names.map(showName))].sort());
}

function issueOf({ message, code, field }: Issue): UpsertIssue {
  const statusCode = STATUS_CODES[code];
  return { message, apiErrorCode: code, statusCode, ...(field === undefined ? {} : { field }) };
}

/** `customFields.plan` becomes `plan` in `customFields`; sets become lists. Pairs: `__proto__` is a name like any other. */
export function nested({ fields, sets }: User): Record<string, unknown> {
  const top = new Map<string, JsonValue | Map<string, JsonValue>>();
  for (const [name, value] of fields) {
    const dot = name.indexOf('.');
    const family = top.get(name.slice(0, dot)) ?? new Map<string, JsonValue>();
    if (dot === -1 || !(family instanceof Map)) top.set(name, value);
    else top.set(name.slice(0, dot), family.set(name.slice(dot + 1), value));
  }
  for (const [name, elements] of sets) top.set(name, [...elements].sort());
  return Object.fromEntries(
    [...top].map(([name, value]) => [name, value instanceof Map ? Object.fromEntries(value) : value]),
  );
}

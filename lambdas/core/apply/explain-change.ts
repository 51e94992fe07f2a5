import type { FieldChange } from '../../contracts/result-part.ts';
import type { FieldValue, User } from '../user/user.ts';
import { diffUsers } from '../user/user-diff.ts';

/** Characters of a value that are shown, enough to recognise it. */
const MAX_SHOWN = 200;

/** The fields that a record changes, with old and new values, sorted by name. */
export function explainChange(before: User, after: User): readonly FieldChange[] {
  const diff = diffUsers(before, after);
  const fields = [...diff.set.keys(), ...diff.remove].map((field) => ({
    field,
    ...from(before.fields.get(field)),
    ...to(after.fields.get(field)),
  }));
  const sets = [...diff.sets.keys()].map((field) => ({
    field,
    ...from(elementsOf(before, field)),
    ...to(elementsOf(after, field)),
  }));
  return [...fields, ...sets].sort((a, b) => (a.field < b.field ? -1 : 1));
}

const from = (value: FieldValue | undefined) => (value === undefined ? {} : { from: shown(value) });
const to = (value: FieldValue | undefined) => (value === undefined ? {} : { to: shown(value) });

function elementsOf({ sets }: User, name: string): readonly string[] | undefined {
  const elements = sets.get(name);
  return elements && [...elements].sort();
}

function shown(value: FieldValue): string {
  const text = JSON.stringify(value);
  if (text.length <= MAX_SHOWN) return text;
  // Half of a surrogate pair is not valid text.
  return `${text
    .slice(0, MAX_SHOWN)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}

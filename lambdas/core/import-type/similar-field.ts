import { type ComparedNames, comparedNames } from './compared-names.ts';
import type { FieldRule, FileFormat, ImportType } from './import-type.ts';
import { withoutAccents, withoutCase, withoutSeparators, wordForm } from './name-forms.ts';
import { plainNames } from './plain-names.ts';
import { undecorated } from './undecorated.ts';

/** How the name of a column differs from that of the field. The first is the slightest difference. */
export const SIMILARITIES = [
  'case',
  'separators',
  'characters',
  'decoration',
  'human-name',
  'nested',
  'note',
] as const;
export type Similarity = (typeof SIMILARITIES)[number];

export interface SimilarField {
  /** The name that would be read. In JSON also the bare name of a family (`customFields`) or of the segments. */
  readonly field: string;
  /**
   * `case`: only letter case. `separators`: also blanks, `_` and `-`. `characters`: the name of a member contains
   * characters that it must not contain. `decoration`: with marks around it, such as `First Name *`. `human-name`: a name
   * that people give to the field. `nested`: one of these in an object, such as `profile.first_name`. `note`: one of these
   * with a text in brackets, such as `Email (private)`.
   */
  readonly reason: Similarity;
}

/** Longer than any name. A JSON key may be as long as its record. */
const MAX_COMPARED = 256;

const MAX_REMEMBERED = 1000;

/** The records of a file have the same keys, again and again. */
const answersOfType = new WeakMap<ImportType, Map<string, { readonly similar: SimilarField | undefined }>>();

/**
 * The field that a name means without any doubt, although it is not the field's name. A typing error is no such name:
 * see nearestField. Only for names that matchField does not know.
 */
export function similarField(type: ImportType, name: string, format: FileFormat): SimilarField | undefined {
  if (name.length > MAX_COMPARED) return undefined;
  const answers = answersOfType.get(type) ?? new Map();
  answersOfType.set(type, answers);
  const key = `${format} ${name}`;
  const before = answers.get(key);
  if (before !== undefined) return before.similar;
  const names = comparedNames(type);
  const similar = compare(type, names, name, format) ?? decoratedName(type, names, name, format);
  if (answers.size < MAX_REMEMBERED) answers.set(key, { similar });
  return similar;
}

function compare(
  type: ImportType,
  names: ComparedNames,
  name: string,
  format: FileFormat,
): SimilarField | undefined {
  const lower = withoutCase(name);
  const bare = withoutSeparators(name);
  const byCase = names.byCase.get(lower);
  if (byCase !== undefined) return { field: byCase, reason: 'case' };
  const bySeparators = names.bySeparators.get(bare);
  if (bySeparators !== undefined) return { field: bySeparators, reason: 'separators' };
  return (
    ofFamily(names, name) ??
    wholeObject(type, names, name, format) ??
    humanName(names, name) ??
    nestedName(names, name)
  );
}

/** `First Name (required) *` */
function decoratedName(
  type: ImportType,
  names: ComparedNames,
  decorated: string,
  format: FileFormat,
): SimilarField | undefined {
  for (const { name, hasNote } of undecorated(decorated)) {
    const similar = compare(type, names, name, format);
    if (similar === undefined) continue;
    const reason = isVague(similar) ? similar.reason : 'decoration';
    return { field: similar.field, reason: hasNote ? 'note' : reason };
  }
  return undefined;
}

/**
 * The field that a word for several fields means next to another field: next to `Vorname`, `Name` is the last name, unless
 * the file also has a `Nachname`.
 * @param fields the fields that other columns of the file are or mean
 */
export function fieldBeside(
  type: ImportType,
  name: string,
  fields: ReadonlySet<string | undefined>,
): SimilarField | undefined {
  if (name.length > MAX_COMPARED) return undefined;
  const { byNameBeside } = comparedNames(type);
  for (const { name: plain } of [{ name }, ...undecorated(name)]) {
    const meant = byNameBeside.get(wordForm(plain));
    if (meant !== undefined && fields.has(meant.beside) && !fields.has(meant.field))
      return { field: meant.field, reason: 'human-name' };
  }
  return undefined;
}

function nestedName(
  { byCase, bySeparators, byHumanName }: ComparedNames,
  path: string,
): SimilarField | undefined {
  for (const name of path.includes('.') ? plainNames(path) : []) {
    const bare = withoutSeparators(name);
    const field = byCase.get(withoutCase(name)) ?? bySeparators.get(bare) ?? byHumanName.get(wordForm(name));
    // The value of the field itself, in an object that names its type.
    const isTyped = field !== undefined && path.startsWith(`${field}.`);
    if (field !== undefined) return { field, reason: isTyped ? 'case' : 'nested' };
  }
  return undefined;
}

/** Whether the name may as well mean something else: a user's own value is then preferred. */
export function isVague({ reason }: Pick<SimilarField, 'reason'>): boolean {
  return reason === 'human-name' || reason === 'nested' || reason === 'note';
}

/** `Custom Fields.fav emoji`: the prefix may differ as a name may, and what follows is made a valid name. */
function ofFamily({ families }: ComparedNames, name: string): SimilarField | undefined {
  const dot = name.indexOf('.');
  if (dot === -1) return undefined;
  const rule = families.get(withoutSeparators(name.slice(0, dot)));
  const given = name.slice(dot + 1);
  const member = rule === undefined ? undefined : validMember(rule, given);
  if (rule === undefined || member === undefined) return undefined;
  const differsInCase = withoutCase(name.slice(0, dot + 1)) === withoutCase(rule.name);
  return {
    field: rule.name + member,
    reason: member !== given ? 'characters' : differsInCase ? 'case' : 'separators',
  };
}

/** Up to 64 characters of these: longer names are not shown in a message either. */
const MAX_MEMBER = 64;

/** What follows the prefix of a family, with `_` (or `-`) in the place of characters that are not allowed. */
export function validMember(rule: FieldRule, given: string): string | undefined {
  const pattern = rule.member?.pattern;
  if (pattern === undefined || given.length > MAX_COMPARED) return undefined;
  if (pattern.test(given)) return given;
  const filler = pattern.test('_') ? '_' : '-';
  const words = withoutAccents(given)
    .replace(/[^a-zA-Z0-9-]/g, '_')
    .split('_');
  const member = words
    .filter((word) => word !== '')
    .join(filler)
    .slice(0, MAX_MEMBER);
  return pattern.test(member) ? member : undefined;
}

/** In JSON the first part of a name is the key of an object (`customFields`), and the segments are a list. */
function wholeObject(
  type: ImportType,
  { objects }: ComparedNames,
  name: string,
  format: FileFormat,
): SimilarField | undefined {
  if (format === 'csv') return undefined;
  const segments = type.segmentsField;
  const isSegments = segments !== undefined && withoutSeparators(name) === withoutSeparators(segments);
  const field = isSegments ? segments : objects.get(withoutSeparators(name));
  if (field === undefined) return undefined;
  return { field, reason: withoutCase(name) === withoutCase(field) ? 'case' : 'separators' };
}

function humanName({ byHumanName }: ComparedNames, name: string): SimilarField | undefined {
  const field = byHumanName.get(wordForm(name));
  return field === undefined ? undefined : { field, reason: 'human-name' };
}

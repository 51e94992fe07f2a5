import { fieldSpellings } from './field-names.ts';
import type { FieldRule, FileFormat, ImportType } from './import-type.ts';
import { plainNames } from './plain-names.ts';

/** How the name of a column differs from that of the field. The first is the slightest difference. */
export const SIMILARITIES = ['case', 'separators', 'characters', 'human-name', 'nested'] as const;
export type Similarity = (typeof SIMILARITIES)[number];

export interface SimilarField {
  /** The name that would be read. In JSON also the bare name of a family (`customFields`) or of the segments. */
  readonly field: string;
  /**
   * `case`: only letter case. `separators`: also blanks, `_` and `-`. `characters`: the name of a member contains
   * characters that it must not contain. `human-name`: a name that people give to the field. `nested`: one of these in an
   * object, such as `profile.first_name`.
   */
  readonly reason: Similarity;
}

interface Names {
  /** Answers: the records of a file have the same keys, again and again. */
  readonly found: Map<string, { readonly similar: SimilarField | undefined }>;
  readonly byCase: ReadonlyMap<string, string>;
  readonly bySeparators: ReadonlyMap<string, string>;
  readonly byHumanName: ReadonlyMap<string, string>;
  /** Families by their prefix without the dot. */
  readonly families: ReadonlyMap<string, FieldRule>;
  /** Keys of JSON objects: what is before the dot in the names of fields and families. */
  readonly objects: ReadonlyMap<string, string>;
}

/** Longer than any name. A JSON key may be as long as its record. */
const MAX_COMPARED = 256;

const MAX_REMEMBERED = 1000;

const namesOfType = new WeakMap<ImportType, Names>();

/**
 * The field that a name means without any doubt, although it is not the field's name. A typing error is no such name:
 * see nearestField. Only for names that matchField does not know.
 */
export function similarField(type: ImportType, name: string, format: FileFormat): SimilarField | undefined {
  if (name.length > MAX_COMPARED) return undefined;
  const names = namesOf(type);
  const key = `${format} ${name}`;
  const before = names.found.get(key);
  if (before !== undefined) return before.similar;
  const similar = compare(type, names, name, format);
  if (names.found.size < MAX_REMEMBERED) names.found.set(key, { similar });
  return similar;
}

function compare(type: ImportType, names: Names, name: string, format: FileFormat): SimilarField | undefined {
  const lower = withoutCase(name);
  const bare = withoutSeparators(name);
  const byCase = names.byCase.get(lower);
  if (byCase !== undefined) return { field: byCase, reason: 'case' };
  const bySeparators = names.bySeparators.get(bare);
  if (bySeparators !== undefined) return { field: bySeparators, reason: 'separators' };
  return (
    ofFamily(names, name) ??
    wholeObject(type, names, name, format) ??
    humanName(names, bare) ??
    nestedName(names, name)
  );
}

function nestedName({ byCase, bySeparators, byHumanName }: Names, path: string): SimilarField | undefined {
  for (const name of path.includes('.') ? plainNames(path) : []) {
    const bare = withoutSeparators(name);
    const field = byCase.get(withoutCase(name)) ?? bySeparators.get(bare) ?? byHumanName.get(bare);
    // The value of the field itself, in an object that names its type.
    const isTyped = field !== undefined && path.startsWith(`${field}.`);
    if (field !== undefined) return { field, reason: isTyped ? 'case' : 'nested' };
  }
  return undefined;
}

/** Whether the name may as well mean something else: a user's own value is then preferred. */
export function isVague({ reason }: Pick<SimilarField, 'reason'>): boolean {
  return reason === 'human-name' || reason === 'nested';
}

function namesOf(type: ImportType): Names {
  const known = namesOfType.get(type);
  if (known !== undefined) return known;
  const spellings = fieldSpellings(type);
  const single = spellings.filter(([, { member }]) => member === undefined);
  const people = type.fields.flatMap((rule) =>
    (rule.humanNames ?? []).map((name) => [withoutSeparators(name), rule.name] as const),
  );
  const names: Names = {
    found: new Map(),
    byCase: firstOf(single.map(([name]) => [withoutCase(name), name])),
    bySeparators: firstOf(single.map(([name]) => [withoutSeparators(name), name])),
    byHumanName: firstOf(people),
    families: firstOf(
      spellings.flatMap(([prefix, rule]) =>
        rule.member === undefined ? [] : [[withoutSeparators(prefix.slice(0, -1)), rule] as const],
      ),
    ),
    objects: firstOf(
      type.fields.flatMap(({ name }) => {
        const key = name.slice(0, Math.max(0, name.indexOf('.')));
        return key === '' ? [] : [[withoutSeparators(key), key] as const];
      }),
    ),
  };
  namesOfType.set(type, names);
  return names;
}

function firstOf<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map([...entries].reverse());
}

/** `Custom Fields.fav emoji`: the prefix may differ as a name may, and what follows is made a valid name. */
function ofFamily({ families }: Names, name: string): SimilarField | undefined {
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
  { objects }: Names,
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

function humanName({ byHumanName }: Names, bare: string): SimilarField | undefined {
  const field = byHumanName.get(bare);
  return field === undefined ? undefined : { field, reason: 'human-name' };
}

function withoutCase(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** Also without invisible characters and dashes of every kind. Dots count: they are part of a name. */
function withoutSeparators(name: string): string {
  return withoutCase(name).replace(/[\s\p{Z}\p{Cf}\p{Cc}\p{Pd}_]/gu, '');
}

function withoutAccents(text: string): string {
  return text.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '');
}

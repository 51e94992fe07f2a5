import type { ColumnMap } from '../../contracts/column-map.ts';
import { LEFT_OUT } from '../../contracts/column-map-text.ts';
import { nearestName } from '../wording/nearest-name.ts';
import type { FieldRule, ImportType } from './import-type.ts';

export type FieldMatch =
  | { readonly kind: 'known'; readonly name: string; readonly rule: FieldRule }
  /** The name belongs to a family, but the part after the prefix is not allowed: `customFields.a b`. */
  | { readonly kind: 'bad-member'; readonly rule: FieldRule }
  /** The import leaves the column out. */
  | { readonly kind: 'left-out' }
  | { readonly kind: 'unknown' };

export type KnownField = Pick<Extract<FieldMatch, { kind: 'known' }>, 'name' | 'rule'>;

/** A type's spellings: those of single fields, and the prefixes of families. */
interface Spellings {
  readonly fields: ReadonlyMap<string, FieldRule>;
  readonly families: readonly (readonly [prefix: string, rule: FieldRule])[];
  /** What the import's own mapping says, by the name in the file. */
  readonly mapped?: ReadonlyMap<string, FieldMatch>;
}

const spellingsOfType = new WeakMap<ImportType, Spellings>();

/** Each field by each of its exact names. */
export function fieldSpellings({
  fields,
}: Pick<ImportType, 'fields'>): readonly (readonly [name: string, rule: FieldRule])[] {
  return fields.flatMap((rule) =>
    [rule.name, ...(rule.aliases ?? [])].map((spelling) => [spelling, rule] as const),
  );
}

/** Made once for a type: a feed may have a thousand columns, and each of its records a thousand values. */
function spellingsOf(type: ImportType): Spellings {
  const known = spellingsOfType.get(type);
  if (known !== undefined) return known;
  const all = fieldSpellings(type);
  const exact: Spellings = {
    // The first rule of a name counts, so it is set last.
    fields: new Map(all.filter(([, { member }]) => member === undefined).reverse()),
    families: all.filter(([, { member }]) => member !== undefined),
  };
  const spellings = { ...exact, ...(type.mapping && { mapped: mappedMatches(exact, type.mapping.columns) }) };
  spellingsOfType.set(type, spellings);
  return spellings;
}

function mappedMatches(exact: Spellings, map: ColumnMap): ReadonlyMap<string, FieldMatch> {
  return new Map(
    map.map(([column, field]) => [
      column,
      field === LEFT_OUT ? { kind: 'left-out' } : matchExactly(exact, field),
    ]),
  );
}

/**
 * Finds the field that a column or a dotted JSON path names, by the import's mapping or exactly. Aliases are resolved to
 * the field's name.
 */
export function matchField(type: ImportType, column: string): FieldMatch {
  const spellings = spellingsOf(type);
  return spellings.mapped?.get(column) ?? matchExactly(spellings, column);
}

function matchExactly({ fields, families }: Spellings, column: string): FieldMatch {
  const field = fields.get(column);
  if (field !== undefined) return { kind: 'known', name: field.name, rule: field };
  const family = families.find(([prefix]) => column.startsWith(prefix));
  if (family === undefined) return { kind: 'unknown' };
  const [prefix, rule] = family;
  const member = column.slice(prefix.length);
  return rule.member?.pattern.test(member)
    ? { kind: 'known', name: rule.name + member, rule }
    : { kind: 'bad-member', rule };
}

/** The field as documents and messages write it: `customFields.{name}`. */
export function fieldLabel(rule: FieldRule): string {
  return rule.member === undefined ? rule.name : `${rule.name}{${rule.member.label}}`;
}

/** The field that an unknown column was probably meant to be, as documents write it. */
export function nearestField(type: ImportType, column: string): string | undefined {
  const fields = new Map<string, string>();
  for (const rule of type.fields) {
    const candidate = rule.member === undefined ? rule.name : fieldFamilyCandidate(rule, column);
    // For the bare name of a family (`customFields`), the answer shows how its members are written.
    if (!fields.has(candidate)) fields.set(candidate, candidate === rule.name ? fieldLabel(rule) : candidate);
  }
  const nearest = nearestName(fields.keys(), column);
  // Its own name: a member of a family whose characters are not allowed.
  return nearest === undefined || nearest === column ? undefined : fields.get(nearest);
}

/** For `customfield.plan` the candidate is `customFields.plan`: the family's prefix with the column's own member. */
function fieldFamilyCandidate(rule: FieldRule, column: string): string {
  const dot = column.indexOf('.');
  return dot === -1 ? rule.name : rule.name + column.slice(dot + 1);
}

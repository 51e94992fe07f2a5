import { nearestName } from '../wording/nearest-name.ts';
import { showName } from '../wording/show-value.ts';
import type { FieldRule, ImportType } from './import-type.ts';

export type FieldMatch =
  | { readonly kind: 'known'; readonly name: string; readonly rule: FieldRule }
  /** In a family, but its own part of the name is not allowed: `customFields.a b`. */
  | { readonly kind: 'bad-member'; readonly rule: FieldRule }
  | { readonly kind: 'unknown' };

/** Finds the field that a column or a dotted JSON path names, with aliases resolved to the field's one name. */
export function matchField(type: ImportType, column: string): FieldMatch {
  for (const rule of type.fields) {
    for (const spelling of [rule.name, ...(rule.aliases ?? [])]) {
      if (rule.member === undefined) {
        if (column === spelling) return { kind: 'known', name: rule.name, rule };
      } else if (column.startsWith(spelling)) {
        const member = column.slice(spelling.length);
        return rule.member.pattern.test(member)
          ? { kind: 'known', name: rule.name + member, rule }
          : { kind: 'bad-member', rule };
      }
    }
  }
  return { kind: 'unknown' };
}

/** How a field is written in documents and messages: `customFields.{name}`. */
export function fieldLabel(rule: FieldRule): string {
  return rule.member === undefined ? rule.name : `${rule.name}{${rule.member.label}}`;
}

/** The field that an unknown column was probably meant to be, as it is written. */
export function nearestField(type: ImportType, column: string): string | undefined {
  const fields = new Map<string, string>();
  for (const rule of type.fields) {
    const candidate = rule.member === undefined ? rule.name : fieldFamilyCandidate(rule, column);
    // The bare name of a family (`customFields`) is answered with how its members are written.
    if (!fields.has(candidate)) fields.set(candidate, candidate === rule.name ? fieldLabel(rule) : candidate);
  }
  const nearest = nearestName(fields.keys(), column);
  return nearest === undefined ? undefined : fields.get(nearest);
}

/** For `customfield.plan` the candidate is `customFields.plan`: the family's prefix with the column's own member. */
function fieldFamilyCandidate(rule: FieldRule, column: string): string {
  const dot = column.indexOf('.');
  return dot === -1 ? rule.name : rule.name + column.slice(dot + 1);
}

/** The warning about a column that no field answers to; given once a file. */
export function unknownColumnMessage(type: ImportType, column: string): string {
  if (column === type.segmentsField)
    return `the column \`${column}\` was ignored: a CSV file has one segment for all its records (\`rollcall-segment\`, \`--segment\`); use JSON Lines to set segments for each record`;
  const nearest = nearestField(type, column);
  const hint = nearest === undefined ? 'it was ignored' : `did you mean \`${nearest}\`? It was ignored`;
  return `unknown column \`${showName(column)}\`: ${hint}`;
}

import { distance } from 'fastest-levenshtein';
import type { FieldRule, ImportType } from './import-type.ts';
import { showName } from './show-value.ts';

const MAX_COMPARED = 200;

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

/**
 * The known name nearest to an unknown column, when it is near enough to be a slip of the pen: a third of the letters,
 * at most three, letter case not counted.
 */
export function nearestField(type: ImportType, column: string): string | undefined {
  // Far longer than any name: not worth a comparison with each, which a hostile key would make costly.
  if (column.length > MAX_COMPARED) return undefined;
  const wanted = column.toLowerCase();
  let best: { name: string; edits: number } | undefined;
  for (const rule of type.fields) {
    const candidate = rule.member === undefined ? rule.name : fieldFamilyCandidate(rule, column);
    const edits = distance(wanted, candidate.toLowerCase());
    // The bare name of a family (`customFields`) is answered with how its members are written.
    const name = candidate === rule.name ? fieldLabel(rule) : candidate;
    if (best === undefined || edits < best.edits) best = { name, edits };
  }
  const allowed = Math.min(3, Math.ceil(column.length / 3));
  return best !== undefined && best.edits <= allowed ? best.name : undefined;
}

/** For `customfield.plan` the candidate is `customFields.plan`: the family's prefix with the column's own member. */
function fieldFamilyCandidate(rule: FieldRule, column: string): string {
  const dot = column.indexOf('.');
  return dot === -1 ? rule.name : rule.name + column.slice(dot + 1);
}

/** The warning about a column that no field answers to; given once a file. */
export function unknownColumnMessage(type: ImportType, column: string): string {
  const nearest = nearestField(type, column);
  const hint = nearest === undefined ? 'it was ignored' : `did you mean \`${nearest}\`? It was ignored`;
  return `unknown column \`${showName(column)}\`: ${hint}`;
}

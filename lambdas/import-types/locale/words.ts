interface Words {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** What spreadsheets and scripts write in any language. */
const COMMON: Words = { yes: ['true', 'yes', '1'], no: ['false', 'no', '0'] };

/** By language: what its spreadsheets write for TRUE and FALSE, and yes and no. */
const BY_LANGUAGE: Readonly<Record<string, Words>> = {
  cs: { yes: ['pravda', 'ano'], no: ['nepravda', 'ne'] },
  da: { yes: ['sand', 'sandt', 'ja'], no: ['falsk', 'falskt', 'nej'] },
  de: { yes: ['wahr', 'ja'], no: ['falsch', 'nein'] },
  es: { yes: ['verdadero', 'sí', 'si'], no: ['falso', 'no'] },
  fi: { yes: ['tosi', 'kyllä'], no: ['epätosi', 'ei'] },
  fr: { yes: ['vrai', 'oui'], no: ['faux', 'non'] },
  hu: { yes: ['igaz', 'igen'], no: ['hamis', 'nem'] },
  it: { yes: ['vero', 'sì', 'si'], no: ['falso', 'no'] },
  ja: { yes: ['はい'], no: ['いいえ'] },
  nb: { yes: ['sann', 'ja'], no: ['usann', 'nei'] },
  nl: { yes: ['waar', 'ja'], no: ['onwaar', 'nee'] },
  no: { yes: ['sann', 'ja'], no: ['usann', 'nei'] },
  pl: { yes: ['prawda', 'tak'], no: ['fałsz', 'nie'] },
  pt: { yes: ['verdadeiro', 'sim'], no: ['falso', 'não', 'nao'] },
  sv: { yes: ['sant', 'ja'], no: ['falskt', 'nej'] },
};

/** Undefined for a word that is not known in the locale. */
export function readBoolean(cell: string, locale: string | undefined): boolean | undefined {
  const word = cell.trim().toLowerCase().normalize('NFC');
  const own = BY_LANGUAGE[(locale ?? '').slice(0, 2)];
  if (COMMON.yes.includes(word) || own?.yes.includes(word)) return true;
  if (COMMON.no.includes(word) || own?.no.includes(word)) return false;
  return undefined;
}

/** What the word means in other languages, and which; undefined if it is a word in none, or means both. */
export function foreignBoolean(
  cell: string,
): { readonly value: boolean; readonly languages: readonly string[] } | undefined {
  const found = Object.keys(BY_LANGUAGE).flatMap((language) => {
    const value = readBoolean(cell, language);
    return value === undefined ? [] : [{ language, value }];
  });
  const value = found[0]?.value;
  if (value === undefined || found.some((other) => other.value !== value)) return undefined;
  return { value, languages: found.map(({ language }) => language) };
}

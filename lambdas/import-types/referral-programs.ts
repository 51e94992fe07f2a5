import { createHash } from 'node:crypto';
import type { Program } from '../contracts/tenant-settings.ts';
import type { Completion, ImportType, UniqueValue } from '../core/import-type/import-type.ts';
import type { FieldValue } from '../core/user/user.ts';

export const REFERRAL_CODES = 'referralCodes.';
export const SHARE_LINKS = 'shareLinks.';

/** Crockford's base 32: no I, L, O or U, which are read as other letters or digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 50 bits: among a million users two have the same first code once in two thousand programs. */
const CODE_LENGTH = 10;
/** The next is for whoever finds its code in use: drawn twice, or given to somebody else by name. */
const CODES = 3;

/** A participant's codes in a program, in the order in which they are tried: the same for the same user, always. */
export function generatedCodes(userKey: string, programId: string): readonly string[] {
  const bytes = createHash('sha256').update(`${programId}\n${userKey}`).digest();
  const letters = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return Array.from({ length: CODES }, (_, i) => letters.slice(i * CODE_LENGTH, (i + 1) * CODE_LENGTH));
}

/** The type for a tenant with these programs: who has no code in one of them is given one, with its share link. */
export function withPrograms(type: ImportType, programs: readonly Program[]): ImportType {
  if (programs.length === 0) return type;
  return {
    ...type,
    generated: (userKey) => programs.flatMap((program) => codeValues(userKey, program)),
    complete: (next, completion) => {
      const fields = new Map(next.fields);
      for (const program of programs) completeIn(program, fields, completion);
      return { ...next, fields };
    },
  };
}

function codeValues(userKey: string, { id }: Program): readonly UniqueValue[] {
  return generatedCodes(userKey, id).map((value) => ({ field: REFERRAL_CODES + id, scope: id, value }));
}

/**
 * A code that the user has stays. A link that was made from the code that the user had until now follows the code; any
 * other was chosen by somebody and stays.
 */
function completeIn(
  program: Program,
  fields: Map<string, FieldValue>,
  { userKey, before, isTaken }: Completion,
): void {
  const codeField = REFERRAL_CODES + program.id;
  const code = fields.get(codeField) ?? codeValues(userKey, program).find((value) => !isTaken(value))?.value;
  // Three codes, and each is somebody else's: the next record that touches the user tries again.
  if (code === undefined) return;
  fields.set(codeField, code);
  if (program.shareLink === undefined) return;
  const linkField = SHARE_LINKS + program.id;
  const link = fields.get(linkField);
  const formerCode = before?.fields.get(codeField);
  const formerLink = formerCode === undefined ? undefined : linkOf(program.shareLink, String(formerCode));
  if (link === undefined || link === formerLink)
    fields.set(linkField, linkOf(program.shareLink, String(code)));
}

function linkOf(template: string, code: string): string {
  return template.replaceAll('{code}', () => encodeURIComponent(code));
}

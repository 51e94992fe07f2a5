import type { Program } from '../contracts/tenant-settings.ts';
import type { Completion, ImportType, UniqueValue } from '../core/import-type/import-type.ts';
import { digest } from '../core/naming/digest.ts';
import type { FieldValue } from '../core/user/user.ts';

export const REFERRAL_CODES = 'referralCodes.';
export const SHARE_LINKS = 'shareLinks.';

/** Crockford's base 32: without I, L, O and U, which people confuse with other letters or digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 50 bits: among a million users, two have the same first code in about one of 2,000 programs. */
const CODE_LENGTH = 10;
/** Candidates for each participant: the next one is used when a code is already taken. */
const CODES = 3;

/** A participant's candidate codes in a program, in the order in which they are tried. Always the same for a user. */
export function generatedCodes(userKey: string, programId: string): readonly string[] {
  const bytes = digest('sha256', `${programId}\n${userKey}`);
  const letters = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return Array.from({ length: CODES }, (_, i) => letters.slice(i * CODE_LENGTH, (i + 1) * CODE_LENGTH));
}

/** The type for a tenant with these programs: a participant without a code in a program receives a code and a share link. */
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
 * Keeps an existing code. A link that was generated from the user's former code follows the code; any other link was set
 * by a sender and stays.
 */
function completeIn(
  program: Program,
  fields: Map<string, FieldValue>,
  { userKey, before, isTaken }: Completion,
): void {
  const codeField = REFERRAL_CODES + program.id;
  const code = fields.get(codeField) ?? codeValues(userKey, program).find((value) => !isTaken(value))?.value;
  // All candidates are taken: the next record about the user tries again.
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

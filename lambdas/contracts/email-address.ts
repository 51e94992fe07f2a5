import * as z from 'zod';

/** RFC 5321, 4.5.3.1.3: a path of 256 characters with its angle brackets. */
export const MAX_EMAIL_CHARACTERS = 254;

/** The address of a recipient. Its length is checked before its pattern. `subject` begins the messages. */
export function recipientAddress(subject: string) {
  return z
    .string(`${subject}must be an e-mail address`)
    .max(
      MAX_EMAIL_CHARACTERS,
      `${subject}must be an e-mail address of at most ${MAX_EMAIL_CHARACTERS} characters`,
    )
    .pipe(z.email(`${subject}must be an e-mail address`));
}

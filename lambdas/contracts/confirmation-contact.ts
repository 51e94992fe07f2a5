import * as z from 'zod';

/** Where senders confirm an import: a link, in which `{importId}` is replaced, or an e-mail address. */
export const ConfirmationContactSchema = z.union([
  z
    .string()
    .max(2_000)
    .regex(/^https:\/\/[^\s"<>]+$/),
  z.email(),
]);
export type ConfirmationContact = z.infer<typeof ConfirmationContactSchema>;

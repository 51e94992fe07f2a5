import * as z from 'zod';

/** Where a person sees an import: a link, in which `{importId}` is replaced. */
export const ImportLinkSchema = z
  .string()
  .max(2_000)
  .regex(/^https?:\/\/[^\s"<>]+$/)
  .includes('{importId}');

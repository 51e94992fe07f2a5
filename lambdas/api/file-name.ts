import * as z from 'zod';

/** The name of a file that will be uploaded. It becomes the end of the key of the object, which must be a key of an upload. */
export const UploadNameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\\p{Cc}]+$/u, 'expected a file name without folders and control characters')
  // `..` names another folder in paths of URLs, and S3 stores UTF-8.
  .refine(isName, 'expected a file name of Unicode characters that are not only dots and spaces');

function isName(text: string): boolean {
  return text.isWellFormed() && /[^.\s\p{C}\p{Z}]/u.test(text);
}

/** S3 on one machine stores objects as files. File names have at most 255 bytes, its own suffix included. */
const MAX_NAME_BYTES = 200;

/**
 * The name under which a file is uploaded: its own, shortened if it is too long for an object of one machine; the extension
 * stays. The API takes no backslashes and control characters.
 */
export function keyName(fileName: string): string {
  const name = fileName.replaceAll(/[\\\p{Cc}]/gu, '_');
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  const extension = /(\.[A-Za-z0-9]{1,8}){0,2}$/.exec(name)?.[0] ?? '';
  let kept = [...name.slice(0, name.length - extension.length)];
  while (Buffer.byteLength(`${kept.join('')}…${extension}`) > MAX_NAME_BYTES) kept = kept.slice(0, -1);
  return `${kept.join('')}…${extension}`;
}

/** `*` and `?` as in path patterns of CloudFront and in filters of `aws s3 sync`: both also stand for a slash. */
export function isLike(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}

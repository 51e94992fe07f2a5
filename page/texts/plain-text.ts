/** The first paragraph of a description in Markdown, without its marks. */
export function plainText(markdown: string): string {
  const [first = ''] = markdown.trim().split(/\n\s*\n/, 1);
  return first
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ');
}

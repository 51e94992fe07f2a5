/** Markup that is safe to send. Made with the `html` tag, which escapes all text. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = string | Html | readonly Html[];

/** `html\`<b>${text}</b>\``: text is escaped, nested markup is not. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((string, i) => string + markupOf(parts[i] ?? '')).join(''));
}

export function page(title: string, sections: readonly Html[]): string {
  const style = [
    'body{font:16px/1.5 system-ui,sans-serif;color:#1b1f24;max-width:44em;margin:2em auto;padding:0 1em}',
    'h1{font-size:1.25em}h2{font-size:1em;margin:1.5em 0 .25em}ul{margin:0;padding-left:1.2em}',
    'table{border-collapse:collapse}td{padding:.15em 1.5em .15em 0;border-bottom:1px solid #d8dee4}',
    '.n{text-align:right;font-variant-numeric:tabular-nums;padding-right:0}.facts{color:#656d76;font-size:.85em;margin-top:2em}',
    'h1,li,p{overflow-wrap:anywhere}',
  ].join('');
  const head =
    html`<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`
      .markup;
  return `<!doctype html><html lang="en"><head>${head}<style>${style}</style></head><body>${markupOf(sections)}</body></html>`;
}

function markupOf(part: Part): string {
  if (typeof part === 'string') return escapeHtml(part);
  return part instanceof Html ? part.markup : part.map(({ markup }) => markup).join('');
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}

/** The pages of the issuer: plain HTML, without requests to other hosts. */

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}button,input{font:inherit;padding:.4rem .8rem}code{font-size:1.5rem}';

/** @param body HTML: values in it must be escaped */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** @param form of oidc-provider, with the id `op.deviceInputForm` */
export function codePage(form: string, problem: string | undefined): string {
  const said =
    problem === undefined
      ? '<p>Type the code that the command shows.</p>'
      : `<p><strong>${problem}</strong></p>`;
  return page(
    'Sign in to Rollcall',
    `${said}${form}<button type="submit" form="op.deviceInputForm">Continue</button>`,
  );
}

/** @param form of oidc-provider, with the id `op.deviceConfirmForm` */
export function confirmPage(form: string, code: string): string {
  return page(
    'Compare the code',
    `<p>The command must show this code:</p><p><code>${escaped(code)}</code></p>${form}<p><button type="submit" form="op.deviceConfirmForm">The code is the same</button> <button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Cancel</button></p>`,
  );
}

export function signInPage(action: string): string {
  return page(
    'Sign in to Rollcall',
    `<p>This issuer is a part of the cloud on this machine. It has one account and no password.</p><form method="post" action="${escaped(action)}"><button type="submit">Sign in as operator</button></form>`,
  );
}

export function donePage(): string {
  return page('You are signed in', '<p>Close this page, and return to the terminal.</p>');
}

export function errorPage({ error, error_description: description = '' }: ErrorResponse): string {
  return page(
    'The sign-in failed',
    `<p>${escaped(error)}: ${escaped(description)}</p><p>Start again from the command.</p>`,
  );
}

interface ErrorResponse {
  readonly error: string;
  readonly error_description?: string | undefined;
}

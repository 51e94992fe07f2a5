/** A browser without scripts: it keeps cookies, follows redirects, and submits forms. */
export interface Browser {
  open(url: string): Promise<Page>;
  /** Submits the only form of the page. */
  submit(page: Page, more?: Readonly<Record<string, string>>): Promise<Page>;
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

const MOST_REDIRECTS = 10;

export function openBrowser(): Browser {
  const cookies = new Map<string, string>();

  async function go(url: string, init: RequestInit = {}, redirects = 0): Promise<Page> {
    if (redirects > MOST_REDIRECTS) throw new Error(`${url} is redirected too often`);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) return go(new URL(location, url).href, {}, redirects + 1);
    return { url, status: response.status, headers: response.headers, html: await response.text() };
  }

  return {
    open: (url) => go(url),
    submit: ({ url, html }, more = {}) => {
      const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? '';
      const inputs = [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g)];
      const values = inputs.map(([tag, name = '']) => [name, /value="([^"]*)"/.exec(tag)?.[1] ?? '']);
      const body = new URLSearchParams({ ...Object.fromEntries(values), ...more });
      return go(new URL(action, url).href, { method: 'POST', body });
    },
  };
}

/** Signs in at the embedded issuer, as a person with a browser does. @returns the pages */
export async function signInByPages(verificationUri: string): Promise<readonly Page[]> {
  const browser = openBrowser();
  const first = await browser.open(verificationUri);
  const code = await browser.submit(first);
  const account = await browser.submit(code);
  const done = await browser.submit(account);
  return [first, code, account, done];
}

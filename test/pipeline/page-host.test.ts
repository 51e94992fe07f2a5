import { beforeAll, describe, expect, it } from 'vitest';
import { createApiTenant, newImport } from '../support/api-client.ts';
import { readMail } from '../support/read-mail.ts';
import { importFile, type JoinedCloud, joinSharedCloud } from '../support/test-cloud.ts';

describe('the host of the page and the API', () => {
  let test: JoinedCloud;
  let page: Response;
  beforeAll(async () => {
    test = await joinSharedCloud();
    page = await fetch(test.cloud.outputs.PageUrl ?? '');
  });

  const directive = (name: string): readonly string[] => {
    const policy = page.headers.get('content-security-policy') ?? '';
    return policy
      .split('; ')
      .flatMap((one) => (one.startsWith(`${name} `) ? one.slice(name.length + 1).split(' ') : []));
  };

  it('serves the page at the address of the output, and the API below it', async () => {
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(test.cloud.outputs.ApiUrl).toBe(`${test.cloud.outputs.PageUrl}v1`);
    const api = await fetch(`${test.cloud.outputs.ApiUrl}/openapi.json`);
    expect(api.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it('says that the page is not built by this command, without a script or a style', async () => {
    const text = await page.clone().text();
    expect(text).toContain('rollcall start');
    expect(text).not.toMatch(/<script|<style|style=|https?:/);
  });

  it('is where the link of an e-mail leads', async () => {
    const { item, mails } = await importFile(test, 'accountId,id\nacme,ann\n', { type: 'participants' });
    const [mail] = mails.map(readMail);
    const link = `${test.cloud.outputs.PageUrl}#/imports/${item.importId}`;
    expect(mail?.text).toContain(`Open the import: ${link}\n`);
    expect(mail?.html).toContain(`<a href="${link}">Open the import</a>`);
    expect((await fetch(link)).status).toBe(200);
  });

  it('lets the page send files to the URLs that the API gives, read results, sign operators in, and nothing else', async () => {
    const { tenant, call } = await createApiTenant(test);
    const { body } = await call('POST', '/imports', { body: newImport(100) });
    const file = 'accountId,id\nacme,ann\n';
    const { item } = await importFile(test, file, { tenant, type: 'participants' });
    const { headers } = await call('GET', `/imports/${item.importId}/files/results`);
    const location = headers.get('location') ?? '';
    const uploadUrl: string = body.upload.url;
    const { issuer } = test.cloud.endpoints;
    const allowed = new Set([new URL(uploadUrl).origin, new URL(location).origin, issuer]);
    expect(new Set(directive('connect-src'))).toEqual(new Set(["'self'", ...allowed]));
    // The page sends its own origin.
    const origin = new URL(test.cloud.outputs.PageUrl ?? '').origin;
    const preflight = await fetch(uploadUrl, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    const answer = await fetch(location, { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedState } from '../support/seed-state.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

describe('rollcall start', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-start-'));
    await seedState(join(directory, 'state'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  function start(...more: string[]) {
    const argv = [join(PROJECT, 'cli', 'rollcall.js'), 'start', '--state', join(directory, 'state'), ...more];
    const child = spawn(process.execPath, argv, { cwd: PROJECT, stdio: ['pipe', 'pipe', 'ignore'] });
    const lines: string[] = [];
    const output = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return {
      lines,
      enter: () => child.stdin.write('\n'),
      /** Resolves when the line is on stdout. */
      async says(pattern: RegExp): Promise<string> {
        for (;;) {
          const line = lines.find((one) => pattern.test(one));
          if (line !== undefined) return line;
          await Promise.race([once(output, 'line'), once(child, 'close')]);
          if (child.exitCode !== null) throw new Error(`it ended: ${lines.join('\n')}`);
        }
      },
      async stop(): Promise<number | null> {
        child.kill('SIGINT');
        if (child.exitCode === null) await once(child, 'close');
        return child.exitCode;
      },
    };
  }

  const importsOf = (api: string, key: string) =>
    fetch(`${api}/imports`, { headers: { authorization: `Bearer ${key}` } });

  /** The session in the address of the page. */
  const sessionIn = (line: string) => /#session=(rcs_\w+)/.exec(line)?.[1] ?? '';

  it('prints one line of JSON when it is ready, with the API and a key that replaces the last one', async () => {
    const first = start('--json');
    const ready = JSON.parse(await first.says(/^\{/));
    expect(ready.api).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    expect((await importsOf(ready.api, ready.apiKey)).status).toBe(200);
    const configuration = await fetch(`${ready.issuer}/.well-known/openid-configuration`);
    expect(await configuration.json()).toMatchObject({ issuer: ready.issuer });
    expect(ready.page).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#session=rcs_\w+$/);
    expect((await importsOf(ready.api, sessionIn(ready.page))).status).toBe(200);
    // Keys of the tenant are created on the page, too.
    const created = await fetch(`${ready.api}/api-keys`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${sessionIn(ready.page)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name: 'made-on-the-page' }),
    });
    expect(created.status).toBe(201);
    expect(await first.stop()).toBe(0);
    expect(first.lines).toHaveLength(1);

    const second = start('--json');
    const again = JSON.parse(await second.says(/^\{/));
    expect((await importsOf(again.api, again.apiKey)).status).toBe(200);
    expect((await importsOf(again.api, ready.apiKey)).status).toBe(401);
    // The session ended with its key.
    expect((await importsOf(again.api, sessionIn(ready.page))).status).toBe(401);
    expect(await second.stop()).toBe(0);
  });

  it('shows a person the page, the address of the API and a line that uses it', async () => {
    const { says, stop, enter } = start();
    const page = await says(/^ {2}http:.*#session=/);
    const html = await (await fetch(page.trim())).text();
    const [, script = ''] = /<script type="module" crossorigin src="\.\/(assets\/[^"]+)">/.exec(html) ?? [];
    const loaded = await fetch(new URL(script, page.trim()));
    expect(loaded.headers.get('content-type')).toBe('text/javascript');
    expect(loaded.headers.get('cache-control')).toContain('immutable');
    enter();
    const renewed = await says(/^http:.*#session=/);
    expect(sessionIn(renewed)).not.toBe(sessionIn(page));
    expect(await says(/^ {2}API /)).toContain('/v1');
    const line = await says(/^ {2}export ROLLCALL_API/);
    const [, api = '', key = ''] = /ROLLCALL_API=(\S+) ROLLCALL_API_KEY=(\S+)$/.exec(line) ?? [];
    expect((await importsOf(api, sessionIn(renewed))).status).toBe(200);
    const response = await importsOf(api, key);
    expect(await response.json()).toEqual({ imports: [] });
    expect(await stop()).toBe(0);
  });
});

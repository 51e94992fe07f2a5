import { createContext, Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CheckPort, createCheckClient } from '../../../page/check/check-client.ts';
import type { CheckRequest, CheckSummary, FromWorker } from '../../../page/check/protocol.ts';

/** Bytes. */
const MAX_GZIP = 152_000;

interface Scope {
  onmessage?: (event: { readonly data: CheckRequest }) => void;
}

describe('the check worker', () => {
  let code = '';

  beforeAll(async () => {
    const built = await build({
      entryPoints: ['page/check/worker/worker.ts'],
      bundle: true,
      minify: true,
      platform: 'browser',
      format: 'iife',
      write: false,
      // Loaded when a workbook is chosen, or a file that is not UTF-8.
      external: ['*/workbook.ts', '*/western-encoding.ts'],
      logLevel: 'silent',
    });
    code = built.outputFiles[0]?.text ?? '';
  });

  it('is bundled without modules of Node, and is small', () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(MAX_GZIP);
  });

  it('checks a file where there is nothing of Node', async () => {
    const { promise, resolve } = Promise.withResolvers<CheckSummary>();
    const port: CheckPort = {
      postMessage: (data) => scope.onmessage?.({ data }),
      onmessage: null,
      terminate: () => undefined,
    };
    const scope: Scope & Record<string, unknown> = {
      ...{ Blob, TextDecoder, TextEncoder, URL, MessageChannel, performance },
      postMessage: (data: FromWorker) => port.onmessage?.({ data }),
    };
    const client = createCheckClient(port, ({ event, summary }) => {
      if (event === 'summary') resolve(summary);
    });
    new Script(code).runInContext(createContext(scope));
    const text = 'accountId,id,email,firstName\na,1,x@y.example,Zoë\na,2,x(at)y.example,"Bo\nB"\n';
    const choices = { tenant: 'acme', importType: 'auto' };
    await client.ask('open', { file: new Blob([text]), fileName: 'people.csv', choices });
    await client.ask('check', {});
    expect(await promise).toMatchObject({ state: 'checked', records: 2, bad: 1 });
    const { selection } = await client.ask('select', { filter: { kind: 'all' } });
    const { rows } = await client.ask('rows', { selection, from: 0, count: 2 });
    expect(rows.map(({ cells }) => [...cells])).toEqual([
      ['a', '1', 'x@y.example', 'Zoë'],
      ['a', '2', 'x(at)y.example', 'Bo\nB'],
    ]);
  });
});

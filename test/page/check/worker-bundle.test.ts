import { readFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { reduceLibraries } from '../../../page/build-worker.ts';
import { type CheckPort, createCheckClient } from '../../../page/check/check-client.ts';
import type { CheckEvent, CheckRequest, FromWorker } from '../../../page/check/protocol.ts';
import { BrowserBuffer } from '../../../page/check/worker/browser-buffer.ts';
import { askedFor, CASE_FILES, type CaseFile } from './case-files.ts';
import { checkInPage, checkWorker } from './check-file.ts';

interface Scope {
  onmessage?: (event: { readonly data: CheckRequest }) => void;
}

/** The worker as one classic script. Modules that are loaded later are part of it. */
async function workerScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [reduceLibraries()],
    build: {
      write: false,
      rolldownOptions: {
        input: 'page/check/worker/worker.ts',
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return output[0].code;
}

describe('the check worker', () => {
  let code: string;
  let scope: Scope;
  let answer: CheckPort['onmessage'] = null;

  beforeAll(async () => {
    code = await workerScript();
    const globals: Scope & Record<string, unknown> = {
      ...{ Blob, TextDecoder, TextEncoder, URL, URLSearchParams, MessageChannel, performance, atob, btoa },
      postMessage: (data: FromWorker) => answer?.({ data: structuredClone(data) }),
    };
    new Script(code).runInContext(createContext(globals));
    scope = globals;
  });

  /** The worker where there is nothing of Node. A file that is opened takes the place of the one before. */
  function workerWithoutNode(onEvent: (event: CheckEvent) => void = () => undefined) {
    const port: CheckPort = {
      postMessage: (data) => scope.onmessage?.({ data }),
      onmessage: null,
      terminate: () => undefined,
    };
    const client = createCheckClient(port, onEvent);
    answer = port.onmessage;
    return client;
  }

  async function checked(file: CaseFile, startWorker: typeof checkWorker) {
    const { client, inspected, summary } = await checkInPage(
      new Uint8Array(file.bytes),
      ...askedFor(file),
      startWorker,
    );
    if (summary === undefined || summary.rejection !== undefined) return { inspected, summary };
    const { selection, count } = await client.ask('select', { filter: { kind: 'all' } });
    const { rows } = await client.ask('rows', { selection, from: 0, count });
    const good = await client.ask('export', { records: 'good' });
    return {
      inspected,
      summary,
      rows,
      exported: Buffer.from(await good.file.arrayBuffer()).toString('latin1'),
    };
  }

  it.each(CASE_FILES)('says the same without Node of $title', async (file) => {
    expect(await checked(file, workerWithoutNode)).toEqual(await checked(file, checkWorker));
  });

  it.each(['exceljs.xlsx', 'exceljs-1904.xlsx', 'libreoffice.xlsx'])(
    'says the same without Node of the workbook %s',
    async (name) => {
      const bytes = new Uint8Array(readFileSync(`test/fixtures/workbooks/${name}`));
      const choices = { tenant: 'acme', importType: 'participants' };
      const read = async (startWorker: typeof checkWorker) => {
        const { inspected, summary } = await checkInPage(bytes, name, choices, startWorker);
        return { inspected, summary };
      };
      const { inspected, summary } = await read(workerWithoutNode);
      expect({ inspected, summary }).toEqual(await read(checkWorker));
      expect(inspected.workbook?.sheets.length).toBeGreaterThan(1);
    },
  );

  const wrongHeaders: readonly unknown[] = [
    'id,name',
    {},
    [],
    [{}, 7, null],
    [{ column_name: 'id', data_type: 'uuid', is_nullable: 'YES' }],
    [{ column_name: 7, data_type: 7, is_nullable: false }],
    Array.from({ length: 1001 }, (_, i) => ({
      ...{ column_name: `c${i}`, data_type: 'text', is_nullable: 'NO' },
    })),
  ];
  const wrongParameters: readonly unknown[] = [
    undefined,
    null,
    'regular',
    {},
    { group: 'a', roleId: '2', blocked: 'no', selectedFields: 'x' },
    { group: 7, roleId: 7, blocked: 0, selectedFields: [7, 'x'], other: 1, another: 2 },
    { selectedFields: Array.from({ length: 201 }, () => 'x') },
  ];

  it.each([
    ...wrongHeaders.map((header) => ({ importType: 'user-feed', header })),
    ...wrongParameters.map((parameters) => ({ importType: 'group-members', parameters })),
  ])('says the same without Node of wrong parameters: $importType, $#', async ({ importType, ...given }) => {
    const choices = {
      tenant: 'acme',
      importType,
      ...('parameters' in given && { parameters: given.parameters }),
      ...('header' in given && {
        header: { file: new Blob([JSON.stringify(given.header)]), name: 'header.json' },
      }),
    };
    const rejectionBy = async (startWorker: typeof checkWorker) =>
      (await checkInPage('{"id":"1"}\n', 'file', choices, startWorker)).inspected.rejection;
    const rejection = await rejectionBy(workerWithoutNode);
    expect(rejection).toEqual(await rejectionBy(checkWorker));
    expect(rejection?.message).toMatch(/expected|not declared/);
    expect(rejection?.message).not.toContain('Invalid input');
  });

  it('calls no method of Buffer that its own Buffer lacks', () => {
    const called = new Set([...code.matchAll(/\.([a-z]\w*)\(/gi)].map(([, name]) => name));
    // Of a RecordCodec.
    called.delete('write');
    const lacking = (all: object, own: object) =>
      Object.getOwnPropertyNames(all).filter((name) => called.has(name) && !(name in own));
    expect(lacking(Buffer.prototype, BrowserBuffer.prototype)).toEqual([]);
    expect(lacking(Buffer, BrowserBuffer)).toEqual([]);
  });
});

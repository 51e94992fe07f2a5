import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { answer } from '../../client/connect.ts';
import { Unreachable } from '../../client/errors.ts';
import type { FileToImport, ImportView, RollcallClient } from '../../client/rollcall-client.ts';
import { fetchPart, type SendPart } from '../../client/upload.ts';
import type { Receiver } from './webhook-receiver.ts';
import { verified } from './webhook-receiver.ts';

export const QUICK = { pauseMs: () => 50 };
const isAsking = ({ stage }: ImportView) => stage === 'confirming';
const NEW = { importType: 'participants', fileName: 'users.csv' } as const;
const PART = 8 * 1024 * 1024;

/** An import of a file that is sent by a form, up to its files. */
export async function importByForm(client: RollcallClient, file: Blob): Promise<string> {
  const stages: ImportView['stage'][] = [];
  const body = { ...NEW, options: { purpose: 'confirm' }, requestId: 'mine' } as const;
  const id = await client.importFile(body, file);
  const asked = await client.followImport(id, {
    ...QUICK,
    onChange: ({ stage }) => stages.push(stage),
    until: isAsking,
  });
  expect(stages.at(-1)).toBe('confirming');
  expect(asked.files.map(({ name }) => name)).toContain('preview');
  await client.confirmImport(id);
  expect(await client.followImport(id, QUICK)).toMatchObject({
    status: 'COMPLETED_WITH_ERRORS',
    counts: { records: 9, failed: 6 },
  });
  await expect(client.cancelImport(id)).rejects.toMatchObject({
    kind: 'conflict',
    body: { code: 'AlreadyEnded' },
  });
  return id;
}

/** Each issue of an import, page by page, has its line in the errors file. */
export async function compareIssues(client: RollcallClient, importId: string): Promise<void> {
  const codes: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await answer(
      client.http.GET('/v1/imports/{importId}/issues', {
        params: { path: { importId }, query: { severity: 'error', limit: 3, ...(cursor && { cursor }) } },
      }),
    );
    codes.push(...page.issues.map(({ recordNumber, code }) => `${recordNumber} ${code}`));
    cursor = page.next;
  } while (cursor !== undefined);
  const { issues } = await client.getImport(importId);
  const errors = (issues?.groups ?? []).filter(({ severity }) => severity === 'error');
  expect(codes).toHaveLength(errors.reduce((sum, { count }) => sum + count, 0));
  expect(codes.length).toBeGreaterThan(5);
  const file = await (await client.downloadFile(importId, 'errors')).text();
  for (const code of codes) expect(file).toContain(code.split(' ')[1]);
}

/** An import that is cancelled while it waits, and resumed. */
export async function cancelAndResume(client: RollcallClient, file: Blob): Promise<string> {
  const id = await client.importFile({ ...NEW, options: { purpose: 'confirm' }, requestId: 'mine' }, file);
  await client.followImport(id, { ...QUICK, until: isAsking });
  await client.cancelImport(id);
  expect(await client.followImport(id, QUICK)).toMatchObject({ status: 'CANCELLED' });
  await client.resumeImport(id);
  await client.followImport(id, { ...QUICK, until: isAsking });
  await client.confirmImport(id);
  expect(await client.followImport(id, QUICK)).toMatchObject({ attempt: 2, counts: { unchanged: 3 } });
  return id;
}

export interface BrokenUpload {
  readonly id: string;
  /** Parts that were sent. */
  readonly sent: number;
}

/** Sends parts until the page is closed. One of them is lost on its way, and sent again. */
export async function uploadUntilClosed(
  client: RollcallClient,
  body: FileToImport,
  file: Blob,
): Promise<BrokenUpload> {
  const page = new AbortController();
  let id = '';
  let sent = 0;
  let lost = 0;
  const sendPart: SendPart = async (url, part, onProgress) => {
    if (sent === 7 && lost === 0) {
      lost += 1;
      throw new Unreachable(url, new Error('the connection broke'));
    }
    if (sent >= 12) {
      page.abort(new Error('the page was closed'));
      throw page.signal.reason;
    }
    sent += 1;
    return fetchPart(url, part, onProgress);
  };
  const onParts = (created: string) => {
    id = created;
  };
  await expect(client.importFile(body, file, { sendPart, onParts, signal: page.signal })).rejects.toThrow(
    'the page was closed',
  );
  expect(lost).toBe(1);
  return { id, sent };
}

/** Continues an upload with nothing but its id: what has arrived is not sent again, and completing it twice is the same. */
export async function continueUpload(client: RollcallClient, { id, sent }: BrokenUpload, file: Blob) {
  const path = { params: { path: { importId: id } } };
  const complete = () => answer(client.http.POST('/v1/imports/{importId}/complete', path));
  await expect(complete()).rejects.toMatchObject({ kind: 'upload-incomplete', status: 409 });
  const arrived = await answer(client.http.GET('/v1/imports/{importId}/parts', path));
  expect(arrived).toMatchObject({ bytes: file.size, partBytes: PART, arrivedBytes: sent * PART });
  const [first] = arrived.parts;
  if (first === undefined) throw new Error('no part has arrived');
  const start = (first.number - 1) * PART;
  const bytes = Buffer.from(await file.slice(start, start + PART).arrayBuffer());
  expect(first.md5).toBe(createHash('md5').update(bytes).digest('hex'));

  let rest = 0;
  const sendPart: SendPart = (url, part, onProgress) => {
    rest += 1;
    return fetchPart(url, part, onProgress);
  };
  await client.continueUpload(id, file, { sendPart });
  expect(rest).toBe(Math.ceil(file.size / PART) - sent);
  const [once, twice] = await Promise.all([complete(), complete()]);
  expect(once).toMatchObject({ id, bytes: file.size });
  expect(twice).toEqual(once);
  return once;
}

/** The statuses of an import as its messages tell them, each verified. */
export function statusesOf({ received }: Receiver, secret: string, importId: string): readonly string[] {
  const events = received.map((message) => verified(message, secret).data);
  const own = events.filter((event) => event.importId === importId);
  const bySequence = new Map(own.map(({ sequence, status }) => [Number(sequence), String(status)]));
  return [...bySequence].toSorted(([a], [b]) => a - b).map(([, status]) => status);
}

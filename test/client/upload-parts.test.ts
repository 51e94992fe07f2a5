import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRollcallClient } from '../../client/rollcall-client.ts';
import type { SendPart, UploadOptions } from '../../client/upload.ts';
import { lawRuns } from '../support/law-runs.ts';

const ID = 'imp_01kakr5e3h0000000000000000';

/** An API and S3 in memory, for one file that is uploaded in parts. */
function fakeStage(bytes: number, partBytes: number) {
  const arrived = new Map<number, Uint8Array>();
  let completed: Uint8Array | undefined;
  const json = (body: unknown, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  const incomplete = {
    type: 'urn:rollcall:problem:upload-incomplete',
    status: 409,
    detail: 'x',
    title: '',
    requestId: '',
  };
  const answers: Record<string, (body: { readonly numbers: number[] }) => Response> = {
    'POST /v1/imports': () =>
      json({ id: ID, status: 'AWAITING_UPLOAD', upload: { method: 'PUT', partBytes, parts: 1 } }, 201),
    [`GET /v1/imports/${ID}/parts`]: () =>
      completed !== undefined
        ? json({ ...incomplete, type: 'urn:rollcall:problem:conflict' }, 409)
        : json({
            bytes,
            partBytes,
            parts: [...arrived].map(([number, part]) => ({ number, bytes: part.length })),
          }),
    [`POST /v1/imports/${ID}/parts`]: ({ numbers }) =>
      json({ parts: numbers.map((number) => ({ number, url: `https://s3/${number}` })) }),
    [`POST /v1/imports/${ID}/complete`]: () => {
      if (completed !== undefined) return json({ id: ID, bytes });
      const parts = [...arrived].sort(([a], [b]) => a - b).flatMap(([, part]) => [...part]);
      if (parts.length !== bytes) return json(incomplete, 409);
      completed = Uint8Array.from(parts);
      return json({ id: ID, bytes });
    },
  };
  const client = createRollcallClient({
    api: 'https://api.example.com/v1',
    bearer: 'rk_demo_1',
    sleep: async (_, signal) => signal?.throwIfAborted(),
    fetch: async (request) => {
      const answer = answers[`${request.method} ${new URL(request.url).pathname}`];
      const body = await request.json().catch(() => undefined);
      return answer?.(body as never) ?? new Response(null, { status: 500 });
    },
  });
  const put = async (url: string, part: Blob) => {
    arrived.set(Number(new URL(url).pathname.slice(1)), new Uint8Array(await part.arrayBuffer()));
    return { status: 200, text: '' };
  };
  return { client, arrived, put, completed: () => completed };
}

const contentOf = (bytes: number) => Uint8Array.from({ length: bytes }, (_, index) => (index * 7) % 251);
const upload = (stage: ReturnType<typeof fakeStage>, file: Blob, options: UploadOptions) =>
  stage.client.importFile({ importType: 'participants', fileName: 'a.csv' }, file, options);

describe('an upload in parts', () => {
  it('arrives whole, whatever part is refused, cut off or lost on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(
          fc.constantFrom<'sent' | 'refused' | 'cut off'>('sent', 'sent', 'refused', 'cut off'),
        ),
        fc.integer({ min: 0, max: 60 }),
        async (bytes, partBytes, fates, lostPart) => {
          const stage = fakeStage(bytes, partBytes);
          const failures = new Map<string, number>();
          let isLost = false;
          const sendPart: SendPart = async (url, part) => {
            const failed = failures.get(url) ?? 0;
            const fate = failed < 5 ? fates.next().value : 'sent';
            if (fate !== 'sent') failures.set(url, failed + 1);
            if (fate === 'refused') return { status: 503, text: '<Code>SlowDown</Code>' };
            const answer = await stage.put(url, part);
            if (fate === 'cut off') return { status: 500, text: '' };
            if (!isLost && url.endsWith(`/${lostPart}`)) {
              isLost = true;
              stage.arrived.delete(lostPart);
            }
            return answer;
          };
          const content = contentOf(bytes);
          const seen: number[] = [];
          const onProgress = (sent: number) => seen.push(sent);
          expect(await upload(stage, new Blob([content]), { sendPart, onProgress })).toBe(ID);
          expect(stage.completed()).toEqual(content);
          expect(Math.max(...seen)).toBe(bytes);
        },
      ),
      lawRuns(100),
    );
  });

  it('is continued with the parts that are missing', async () => {
    const stage = fakeStage(100, 10);
    const file = new Blob([contentOf(100)]);
    const breaks: SendPart = (url, part) =>
      url.endsWith('/6') ? Promise.reject(new Error('the page was closed')) : stage.put(url, part);
    await expect(upload(stage, file, { sendPart: breaks })).rejects.toThrow('the page was closed');
    const before = new Set([...stage.arrived.keys()].map((number) => `https://s3/${number}`));
    const sentAgain: string[] = [];
    const sendPart: SendPart = (url, part) => {
      sentAgain.push(url);
      return stage.put(url, part);
    };
    await stage.client.continueUpload(ID, file, { sendPart });
    expect(stage.completed()).toEqual(contentOf(100));
    expect(sentAgain.filter((url) => before.has(url))).toEqual([]);
    expect(sentAgain.length + before.size).toBe(10);
  });

  it('that was completed, and whose answer was lost, is completed again without sending anything', async () => {
    const stage = fakeStage(20, 10);
    const file = new Blob([contentOf(20)]);
    await upload(stage, file, { sendPart: stage.put });
    const sendPart: SendPart = () => Promise.reject(new Error('a part was sent again'));
    await stage.client.continueUpload(ID, file, { sendPart });
    expect(stage.completed()).toEqual(contentOf(20));
  });

  it('is refused for another file, and ends when a part is refused again and again', async () => {
    const stage = fakeStage(100, 10);
    const other = stage.client.continueUpload(ID, new Blob(['other']), { sendPart: stage.put });
    await expect(other).rejects.toThrow('The upload expects a file of 100 bytes, and this one has 5.');
    const sendPart: SendPart = async () => ({
      status: 403,
      text: '<Code>AccessDenied</Code><Message>No</Message>',
    });
    const refused = stage.client.continueUpload(ID, new Blob([contentOf(100)]), { sendPart });
    await expect(refused).rejects.toThrow(/^Part \d+ of the upload was refused: No \(AccessDenied\)\.$/);
  });
});

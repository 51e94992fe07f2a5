// Imports a file through the API of Rollcall and prints its results: create, upload, follow, download.
//
//   ROLLCALL_API=http://127.0.0.1:…/v1 ROLLCALL_API_KEY=rk_… node examples/import-by-api.mjs users.csv
//
// `npx rollcall start` prints both values for this machine. On AWS, the stack's output `ApiUrl` is the address.
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const { ROLLCALL_API: api, ROLLCALL_API_KEY: key } = process.env;
const [file = 'examples/participants.csv', importType = 'participants'] = process.argv.slice(2);

/** Sends a request, and throws the problem if it is refused. */
async function request(method, path, { body, headers } = {}) {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.status >= 400) throw new Error((await response.json()).detail);
  return response;
}

const { size: bytes } = await stat(file);
const created = await request('POST', '/imports', { body: { importType, fileName: basename(file), bytes } });
const { id, upload } = await created.json();
await (upload.method === 'POST' ? sendForm(upload) : sendParts(upload));

/** A small file: one form, which S3 checks. */
async function sendForm({ url, fields }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', await openAsBlob(file));
  const uploaded = await fetch(url, { method: 'POST', body: form });
  if (!uploaded.ok) throw new Error(await uploaded.text());
}

/** A large file: parts, one after another, each up to three times. */
async function sendParts({ parts, partBytes }) {
  const content = await openAsBlob(file);
  for (let number = 1; number <= parts; number += 1) {
    const part = content.slice((number - 1) * partBytes, number * partBytes);
    await sendPart(number, part, 3);
    console.error(`uploaded ${number} of ${parts} parts`);
  }
  await request('POST', `/imports/${id}/complete`);
}

async function sendPart(number, part, attempts) {
  const signed = await request('POST', `/imports/${id}/parts`, { body: { numbers: [number] } });
  const [{ url }] = (await signed.json()).parts;
  const answer = await fetch(url, { method: 'PUT', body: part }).catch((error) => error);
  if (answer.ok) return;
  if (attempts === 1) throw answer instanceof Error ? answer : new Error(await answer.text());
  await sendPart(number, part, attempts - 1);
}

// 304: nothing has changed since the last answer.
let seen;
let etag = '';
do {
  const response = await request('GET', `/imports/${id}`, { headers: { 'if-none-match': etag } });
  if (response.status === 200) {
    seen = await response.json();
    etag = response.headers.get('etag') ?? '';
    console.error(`${seen.stage}: ${seen.progress.recordsDone} of ${seen.progress.records} records`);
  }
  if (seen.stage !== 'ended') await wait(500);
} while (seen.stage !== 'ended');

console.error(`${id} ${seen.status} ${JSON.stringify(seen.counts)}`);
for (const group of seen.issues?.groups ?? [])
  console.error(`${group.count} × ${group.kind}, first in record ${group.firstRecord}`);
if (seen.files.some(({ name }) => name === 'results'))
  process.stdout.write(await (await request('GET', `/imports/${id}/files/results`)).text());

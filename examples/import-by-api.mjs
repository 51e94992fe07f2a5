// Imports a file through the API of Rollcall and prints its results: create, upload, follow, download.
//
//   ROLLCALL_API=http://127.0.0.1:…/v1 ROLLCALL_API_KEY=rk_… node examples/import-by-api.mjs users.csv
//
// `npx rollcall start` prints both values for this machine. On AWS, the stack's output `ApiUrl` is the address.
import { readFile } from 'node:fs/promises';
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

const content = await readFile(file);
const created = await request('POST', '/imports', {
  body: { importType, fileName: basename(file), bytes: content.length },
});
const { id, upload } = await created.json();

const form = new FormData();
for (const [name, value] of Object.entries(upload.fields)) form.set(name, value);
form.set('file', new Blob([content]));
const uploaded = await fetch(upload.url, { method: upload.method, body: form });
if (!uploaded.ok) throw new Error(await uploaded.text());

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

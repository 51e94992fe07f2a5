// Stands in for curl on machines without it: the options of README.md, and no others.
import { createWriteStream, openAsBlob, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const texts = { type: 'string', multiple: true };
const flag = { type: 'boolean' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { ...flag, short: 's' },
    'show-error': { ...flag, short: 'S' },
    fail: { ...flag, short: 'f' },
    location: { ...flag, short: 'L' },
    header: { ...texts, short: 'H' },
    data: { ...text, short: 'd' },
    form: { ...texts, short: 'F' },
    config: { ...text, short: 'K' },
    output: { ...text, short: 'o' },
  },
});

async function bodyOf({ data, form = [], config }) {
  if (form.length === 0) return data;
  const body = new FormData();
  for (const line of config === undefined ? [] : readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(JSON.parse(line.replace(/^form-string=/, '')));
    body.set(name, value);
  }
  for (const one of form) {
    const [name, path] = one.split('=@');
    body.set(name, await openAsBlob(path), basename(path));
  }
  return body;
}

const body = await bodyOf(values);
const response = await fetch(positionals[0], {
  method: body === undefined ? 'GET' : 'POST',
  headers: (values.header ?? []).map((header) => header.split(': ')),
  redirect: values.location ? 'follow' : 'manual',
  ...(body !== undefined && { body }),
});
if (response.status >= 400 && values.fail) {
  console.error(`curl: (22) The requested URL returned error: ${response.status}`);
  process.exit(22);
}
const output = values.output === undefined ? process.stdout : createWriteStream(values.output);
if (response.body !== null)
  await pipeline(Readable.fromWeb(response.body), output, { end: values.output !== undefined });

// The backend of a company whose page embeds Rollcall: it serves the page, and creates import sessions for its users.
//
//   ROLLCALL_API=http://127.0.0.1:…/v1 ROLLCALL_API_KEY=rk_… node examples/embedding/server.mjs
//
// `npx rollcall start` prints both values. On AWS, the stack's output `ApiUrl` is the address, and `embedOrigins` of the
// stage must name the origin of this page.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const { ROLLCALL_API: api, ROLLCALL_API_KEY: key, PORT = '3000' } = process.env;
const { origin } = new URL(api);
const files = { '/': 'index.html', '/page.mjs': 'page.mjs', '/page.css': 'page.css' };
const types = { html: 'text/html', mjs: 'text/javascript', css: 'text/css' };

const server = createServer(async ({ method, url }, response) => {
  if (method === 'POST' && url === '/import-session') return createSession(response);
  const name = files[url];
  if (name === undefined) return response.writeHead(404).end();
  const text = await readFile(new URL(name, import.meta.url), 'utf8');
  response.setHeader('content-type', `${types[name.split('.')[1]]}; charset=utf-8`);
  // Allows the script of Rollcall and its frame, and no inline styles.
  response.setHeader(
    'content-security-policy',
    `default-src 'self'; script-src 'self' ${origin}; frame-src ${origin}`,
  );
  response.end(text.replaceAll('https://imports.example.com', origin));
});

/** Call it only for a user who has signed in: here, each visitor is the user 42. */
async function createSession(response) {
  const answer = await fetch(`${api}/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ person: '42', importTypes: ['participants'], origin, minutes: 15 }),
  });
  const { token, detail } = await answer.json();
  if (!answer.ok) console.error(detail);
  response.writeHead(answer.ok ? 200 : 502, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify({ token }));
}

server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});

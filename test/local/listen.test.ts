import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { closeServer, listen } from '../../local/listen.ts';

it('a port that another program uses is named, with what to do', async () => {
  const [first, second] = [createServer(), createServer()];
  const port = Number(new URL(await listen(first, 0)).port);
  const message = `Port ${port} is used by another program. Stop that program, or choose another port.`;
  await expect(listen(second, port)).rejects.toThrow(message);
  await closeServer(first);
  // It is free again.
  expect(await listen(second, port)).toBe(`http://127.0.0.1:${port}`);
  await closeServer(second);
});

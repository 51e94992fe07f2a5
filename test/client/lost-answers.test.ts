import { expect, it } from 'vitest';
import { createRollcallClient } from '../../client/rollcall-client.ts';
import { apiScene } from '../lambdas/api/api-scene.ts';

it('a creation whose answers are lost happens once, and the client gets the answer of the first', async () => {
  const scene = apiScene();
  await scene.register('acme');
  const { token } = await scene.newKey('acme');
  const lost: unknown[] = [];
  const { http } = createRollcallClient({
    api: 'https://api.example.com/v1',
    bearer: token,
    sleep: async () => undefined,
    async fetch(request) {
      const response = await scene.fetch(request);
      if (lost.length === 2) return response;
      lost.push(await response.json());
      throw new TypeError('fetch failed');
    },
  });
  const { data } = await http.POST('/v1/sessions', { body: { role: 'importer' } });
  expect([data, data]).toEqual(lost);
  expect([...scene.stored.sessions.keys()]).toEqual([data?.id]);
});

import { expect, it } from 'vitest';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import { apiScene, OPERATOR_TOKEN } from './api-scene.ts';

async function acme() {
  const scene = apiScene();
  await scene.register('acme');
  return { scene, token: (await scene.newKey('acme')).token };
}

const VALUES: Readonly<Record<string, string>> = {
  '{importType}': 'participants',
  '{importId}': `imp_${'0'.repeat(26)}`,
  '{webhookId}': `whk_${'0'.repeat(24)}`,
};

const lists = OPERATIONS.filter(({ query }) => query !== undefined && 'cursor' in query.shape);

it.each(lists.map(({ id, path, callers }) => [id, path, callers === 'operator'] as const))(
  '%s says what to do with a cursor that is not its own, without a pattern',
  async (_, path, isOfOperators) => {
    const { scene, token } = await acme();
    const url = path.slice('/v1'.length).replaceAll(/\{\w+\}/g, (name) => VALUES[name] ?? 'x');
    const bearer = isOfOperators ? OPERATOR_TOKEN : token;
    for (const cursor of ['%21', 'a'.repeat(50)]) {
      const { status, body } = await scene.call(bearer, 'GET', `${url}?cursor=${cursor}`);
      expect([200, 400, 404]).toContain(status);
      expect(JSON.stringify(body)).not.toMatch(/matches|\/\^/);
    }
  },
);

it.each([[[]], [null], ['text'], [1]])('a problem names the body if the body is %j', async (body) => {
  const { scene, token } = await acme();
  const { body: problem } = await scene.call(token, 'POST', '/imports', { body: JSON.stringify(body) });
  expect(problem).toMatchObject({
    status: 400,
    detail: expect.stringMatching(/^body: expected an object, found /),
  });
});

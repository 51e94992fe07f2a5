import { expect, it } from 'vitest';
import { apiScene } from './api-scene.ts';

it('an importer sees the settings by which files are judged, and no addresses', async () => {
  const scene = apiScene();
  await scene.register('acme');
  const { token } = await scene.newKey('acme');
  const settings = {
    groups: ['Sales'],
    locale: 'de-DE',
    notify: ['boss@acme.example'],
    columns: [
      { importType: 'participants', column: 'Mail', field: 'email' },
      { importType: 'workspace-users', column: 'Mail', field: 'emailAddress' },
    ],
  };
  await scene.call(token, 'PATCH', '/tenant', { headers: { 'if-match': '*' }, body: { settings } });
  const body = { person: 'ann', importTypes: ['participants'] };
  const own = (await scene.call(token, 'POST', '/sessions', { body })).body.token;

  const seen = await scene.call(own, 'GET', '/import-types/participants/settings');
  expect(seen.status).toBe(200);
  expect(seen.body).toMatchObject({
    groups: ['Sales'],
    locale: 'de-DE',
    columns: settings.columns.slice(0, 1),
  });
  expect(JSON.stringify(seen.body)).not.toContain('boss');

  const other = await scene.call(own, 'GET', '/import-types/workspace-users/settings');
  expect(other.status).toBe(404);
});

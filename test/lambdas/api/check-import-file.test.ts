import { describe, expect, it } from 'vitest';
import { apiScene } from './api-scene.ts';

const HEADER = JSON.stringify([{ column_name: 'id', data_type: 'text', is_nullable: 'NO' }]);
const PAIR = {
  fileName: 'user_feed_data_20180321110559.json',
  text: '[{"id":"a1"}]',
  header: { fileName: 'user_feed_header_20180321110559.json', text: HEADER },
};

async function check(body: object, type = 'user-feed') {
  const scene = apiScene();
  await scene.register('acme');
  const { token } = await scene.newKey('acme');
  return scene.call(token, 'POST', `/import-types/${type}/check`, { body });
}

describe('checking a file before its upload', () => {
  it('takes both files of a pair', async () => {
    expect(await check(PAIR)).toMatchObject({
      status: 200,
      body: { accepted: true, importType: 'user-feed', complete: true, checkedRecords: 1 },
    });
  });

  it.each([
    ['a pair without its header file', { ...PAIR, header: undefined }, 'user-feed', '/header'],
    ['a header file of a type with one file', { ...PAIR, fileName: 'a.csv' }, 'participants', '/header'],
    ['a header file without content', { ...PAIR, header: { fileName: 'h' } }, 'user-feed', '/header/text'],
    [
      'a header file that is too large',
      { ...PAIR, header: { ...PAIR.header, text: ' '.repeat(102_401) } },
      'user-feed',
      '/header/text',
    ],
    [
      'the header file of another pair',
      { ...PAIR, header: { ...PAIR.header, fileName: 'user_feed_header_20180321110558.json' } },
      'user-feed',
      '/header/fileName',
    ],
  ])('refuses %s', async (_, body, type, pointer) => {
    expect(await check(body, type)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });
});

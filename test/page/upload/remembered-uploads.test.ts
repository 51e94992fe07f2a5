import { expect, it } from 'vitest';
import { createRememberedUploads } from '../../../page/upload/remembered-uploads.ts';

function storage(): Storage {
  const items = new Map<string, string>([['of another page', '{']]);
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
  };
}

const UPLOAD = {
  importId: 'imp_1',
  fileName: 'users.csv',
  bytes: 3,
  body: { importType: 'participants', fileName: 'users.csv' },
};

it('uploads are remembered until they are forgotten', () => {
  const store = storage();
  const uploads = createRememberedUploads(() => store);
  uploads.remember(UPLOAD);
  uploads.remember({ ...UPLOAD, importId: 'imp_2' });
  expect(createRememberedUploads(() => store).find('imp_1')).toEqual(UPLOAD);
  expect(uploads.all().map(({ importId }) => importId)).toEqual(['imp_1', 'imp_2']);
  uploads.forget('imp_1');
  expect(uploads.find('imp_1')).toBeUndefined();
  expect(uploads.all()).toHaveLength(1);
});

it('nothing is remembered where the browser has no storage, and what was damaged is as if it were not there', () => {
  const closed = createRememberedUploads(() => {
    throw new Error('SecurityError');
  });
  closed.remember(UPLOAD);
  expect(closed.find('imp_1')).toBeUndefined();
  expect(closed.all()).toEqual([]);
  const store = storage();
  store.setItem('rollcall-upload-imp_1', '{');
  expect(createRememberedUploads(() => store).all()).toEqual([]);
});

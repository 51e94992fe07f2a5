import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { storedZip } from '../../../page/files/stored-zip.ts';

it('a ZIP file that is stored has the entries that it was made of', () => {
  const entries = fc.dictionary(
    fc.stringMatching(/^xl\/[a-zäé/]{1,20}\.xml$/u),
    fc.uint8Array({ maxLength: 300 }),
    { maxKeys: 5, noNullPrototype: true },
  );
  fc.assert(
    fc.property(entries, (made) => {
      expect(unzipSync(storedZip(made))).toEqual(made);
    }),
  );
});

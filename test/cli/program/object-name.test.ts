import { describe, expect, it } from 'vitest';
import { keyName } from '../../../cli/program/object-name.ts';

describe('the name of an uploaded object', () => {
  it('is the name of the file', () => {
    expect(keyName("it's 100 %+ #ü 名.csv")).toBe("it's 100 %+ #ü 名.csv");
  });

  it('is cut where the file’s is too long, but keeps the extension', () => {
    expect(keyName(`${'l'.repeat(244)}.csv`)).toMatch(/^l+…\.csv$/);
    expect(keyName(`${'🦊'.repeat(60)}.csv.gz`)).toMatch(/^(🦊)+…\.csv\.gz$/u);
    expect(Buffer.byteLength(keyName(`${'🦊'.repeat(60)}.csv.gz`))).toBeLessThanOrEqual(200);
  });
});

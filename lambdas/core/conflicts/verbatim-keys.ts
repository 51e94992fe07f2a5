import { matchField } from '../import-type/field-names.ts';
import { canonicalText } from '../import-type/identity-rules.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { claimKeyOf, userKeyOf } from '../user/user-key.ts';
import { copyKeyHash, hashPart, type KeyHash, newKeyHash, viewOf } from './key-hash.ts';
import type { KeyList } from './key-list.ts';
import type { Cells } from './locate-cells.ts';

/** Returns false when the bytes do not show the keys: keys that were added must then be removed. */
export type ReadVerbatimKeys = (bytes: Buffer, keys: KeyList) => boolean;

/**
 * Hashes keys from the bytes of cells, without decoding them: the hash of `tenant/type` (or of a claim key up to its
 * value) is continued over the cells. `columns` are those that `cells` locates.
 */
export function createReadVerbatimKeys(
  type: ImportType,
  tenant: string,
  columns: readonly string[],
  cells: Cells,
): ReadVerbatimKeys {
  const scopeOf = type.verbatimKeys?.scopeOf;
  if (scopeOf === undefined) return () => false;
  const names = columns.map((column) => nameOf(type, column));
  const ofUser = type.key.map((field) => names.indexOf(field));
  if (ofUser.includes(-1)) return () => true;
  const userHash = newKeyHash(userKeyOf(tenant, type.name, []));
  const ofClaims = [...names.keys()].filter((i) => !type.key.includes(names[i] as string));
  const claimHashes = ofClaims.map((i) =>
    newKeyHash(claimKeyOf(tenant, type.name, scopeOf(names[i] as string), '')),
  );
  const hash = newKeyHash();
  let viewed: Buffer | undefined;
  let view = viewOf(Buffer.alloc(0));

  /** The keys of values that may be generated for the user: these need the key of the user as text. */
  function addGenerated(bytes: Buffer, keys: KeyList): void {
    if (type.generated === undefined) return;
    const parts = ofUser.map((cell) => cells.text(bytes, cell));
    for (const { scope, value } of type.generated(userKeyOf(tenant, type.name, parts))) {
      const [one, two] = newKeyHash(claimKeyOf(tenant, type.name, scope, value));
      keys.add(one as number, two as number);
    }
  }

  function add(bytes: Buffer, cell: number): boolean {
    if (cells.doubled[cell] === 1) return false;
    const form = hashPart(hash, bytes, view, cells.starts[cell] as number, cells.ends[cell] as number);
    if (form !== 'if-canonical') return form === 'verbatim';
    const text = cells.text(bytes, cell);
    return text !== '' && canonicalText(text) === text;
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: runs for every record of the file; a function per step would be called as often.
  return (bytes, keys) => {
    if (bytes !== viewed) {
      viewed = bytes;
      view = viewOf(bytes);
    }
    copyKeyHash(userHash, hash);
    for (const cell of ofUser) {
      if (isEmpty(cells, cell)) return true;
      if (!add(bytes, cell)) return false;
    }
    keys.add(hash[0] as number, hash[1] as number);
    for (let i = 0; i < ofClaims.length; i++) {
      const cell = ofClaims[i] as number;
      if (isEmpty(cells, cell)) continue;
      copyKeyHash(claimHashes[i] as KeyHash, hash);
      if (!add(bytes, cell)) return false;
      keys.add(hash[0] as number, hash[1] as number);
    }
    addGenerated(bytes, keys);
    return true;
  };
}

function isEmpty(cells: Cells, cell: number): boolean {
  return cells.starts[cell] === cells.ends[cell];
}

function nameOf(type: ImportType, column: string): string {
  const match = matchField(type, column);
  return match.kind === 'known' ? match.name : column;
}

import { otherFeedName, readFeedName } from '../../lambdas/core/naming/feed-name.ts';
import type { FileVerdict } from './choose-file.ts';

/** What can be said of the files of a type whose imports are made of a header file and a data file. */
export type PairVerdict =
  | { readonly kind: 'accepted'; readonly file: File; readonly header: File }
  /** One of the two, and the name of the other one. */
  | { readonly kind: 'half'; readonly half: File; readonly missing: string }
  /** Two files that do not belong together. */
  | { readonly kind: 'no-pair'; readonly names: readonly string[] }
  /** In the words of the pipeline. */
  | { readonly kind: 'misnamed'; readonly message: string }
  | Extract<FileVerdict, { readonly kind: 'empty' | 'too-large' }>;

export interface PairLimits {
  readonly maxBytes: number;
  readonly now: Date;
}

/** @param before a half that was chosen before: files may be chosen together or one after the other */
export function judgePair(
  files: readonly File[],
  before: File | undefined,
  { maxBytes, now }: PairLimits,
): PairVerdict | undefined {
  if (files.length === 0) return undefined;
  const kept = before === undefined || files.length > 1 ? [] : [before];
  const chosen = [...kept, ...files].map((file) => ({ file, name: readFeedName(file.name, now) }));
  for (const { name } of chosen) if (!name.ok) return { kind: 'misnamed', message: name.message };
  const unfit = sizeProblem(files, maxBytes);
  if (unfit !== undefined) return unfit;
  // The last one of each half: a half that was chosen before is replaced.
  const [header, data] = (['header', 'data'] as const).map((half) =>
    chosen.findLast(({ name }) => name.ok && name.half === half),
  );
  const [only] = [header, data].filter((one) => one !== undefined);
  if (header === undefined || data === undefined)
    return only && (files.length > 1 ? noPair(files) : half(only));
  const isPair = header.name.ok && data.name.ok && header.name.timestamp === data.name.timestamp;
  return isPair && files.length <= 2
    ? { kind: 'accepted', file: data.file, header: header.file }
    : noPair(chosen.map(({ file }) => file));
}

function noPair(files: readonly File[]): PairVerdict {
  return { kind: 'no-pair', names: files.map(({ name }) => name) };
}

function half({ file, name }: { readonly file: File; readonly name: ReturnType<typeof readFeedName> }) {
  if (!name.ok) return undefined;
  return { kind: 'half', half: file, missing: otherFeedName(name.half, name.timestamp) } as const;
}

function sizeProblem(files: readonly File[], maxBytes: number): PairVerdict | undefined {
  if (files.some(({ size }) => size > maxBytes)) return { kind: 'too-large', maxBytes };
  return files.some(({ size }) => size === 0) ? { kind: 'empty' } : undefined;
}

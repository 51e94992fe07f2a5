import type { ImportView } from '../../../client/rollcall-client.ts';
import { nextFeedNames } from '../../../lambdas/core/naming/feed-name.ts';
import type { ImportDraft } from '../../draft/draft.ts';

const SUFFIX = '-failed-records';

/** The failed records as the file of another import, read in the same way. Its records keep the numbers of the first file. */
export function draftOfFailed(view: ImportView, content: Blob, now: Date): ImportDraft {
  const { importType, fileName, choices, files } = view;
  const header = choices?.feedHeader;
  const written = files.find(({ name }) => name === 'failed-records')?.fileName ?? '';
  const ending = /\.[a-z]+$/.exec(written)?.[0] ?? '';
  const pair = header && nextFeedNames(fileName, now);
  const name = pair?.data ?? `${baseName(fileName)}${SUFFIX}${ending}`;
  // The file is in UTF-8, whatever the first one was in. Whether it is reviewed is chosen again.
  const { encoding: _, purpose: __, parameters, ...options } = choices?.options ?? {};
  return {
    importType,
    ...(parameters !== undefined && { parameters }),
    file: new File([content], name, { type: content.type }),
    ...(pair && { header: new File([JSON.stringify(header, null, 2)], pair.header) }),
    ...(choices?.map && { map: choices.map }),
    ...(Object.keys(options).length > 0 && { options }),
  };
}

/** `users.csv.gz` → `users`; of failed records that were imported, the name of the first file. */
function baseName(fileName: string): string {
  const base = fileName.replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, '') || fileName;
  return base.endsWith(SUFFIX) ? base.slice(0, -SUFFIX.length) : base;
}

import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { NewImport } from '../../client/rollcall-client.ts';
import { followToEnd } from '../follow-to-end.ts';
import type { ImportArguments } from '../import-arguments.ts';
import { exitCodeOf } from '../program/exit-codes.ts';
import { Refusal } from '../program/failure.ts';
import type { Surroundings } from '../run-command.ts';
import { keyName } from '../upload-file.ts';
import type { Target } from './api-options.ts';
import { given } from './given.ts';
import { sendFormWithProgress } from './send-form.ts';
import { useApi } from './use-api.ts';

/**
 * Creates an import by the API, uploads the file, follows the import to its end, fetches its files and shows the result.
 * @returns the exit code
 */
export function importByApi(
  target: Target,
  args: ImportArguments,
  surroundings: Surroundings,
): Promise<number> {
  return useApi(target, surroundings, async ({ client, service }) => {
    if (args.headerFile !== undefined)
      throw new Refusal(
        'PairsNotSupported',
        'A user feed is made of two files, and the API does not take two files yet. Upload both to the bucket.',
      );
    const { commandState, progress, folder, show } = surroundings;
    const file = await openAsBlob(args.file);
    // Until the upload is complete there is nothing to follow: the import expires without its file.
    commandState.stage = { at: 'upload', find: async () => undefined };
    const importId = await client.importFile(newImport(args), file, {
      onProgress: progress.upload,
      sendForm: sendFormWithProgress,
    });
    commandState.stage = { at: 'import', importId };
    const run = await followToEnd(importId, { service, commandState, progress, yes: args.yes, folder });
    show(run);
    return exitCodeOf(run.item);
  });
}

function newImport(args: ImportArguments): Omit<NewImport, 'bytes'> {
  const { segment, segmentAction = 'add', map, notify } = args;
  const options = {
    purpose: args.purpose,
    mode: args.mode,
    onBlank: args.onBlank,
    duplicates: args.duplicates,
    preview: args.preview,
    maxFailed: args.maxFailed,
    encoding: args.encoding,
    locale: args.locale,
    similarColumns: args.similarColumns,
    segment: segment === undefined ? undefined : { key: segment, action: segmentAction },
  };
  return {
    importType: args.type,
    fileName: keyName(basename(args.file)),
    options: given(options),
    ...(map !== undefined && { map: Object.fromEntries(map) }),
    ...(notify !== undefined && { notify }),
    requestId: randomUUID(),
  };
}

import { hasEnded, type ImportView } from '../../client/rollcall-client.ts';
import { growingPause } from '../api/poll.ts';
import { useClient } from '../api/use-client.ts';
import { type Polled, usePolled } from '../api/use-polled.ts';
import { useEmbedding } from '../embed/embedding.ts';

/** The title of a hidden tab shows the progress, and a notification the end. */
const HIDDEN_PAUSE_MS = 15_000;

/** An import as it is now, until it has ended. */
export function useImport(importId: string): Polled<ImportView> {
  const client = useClient();
  const embedding = useEmbedding();
  return usePolled<ImportView>(
    `import ${importId}`,
    async (etag, signal) => {
      const { data, response } = await client.http.GET('/v1/imports/{importId}', {
        params: { path: { importId } },
        ...(etag !== undefined && { headers: { 'if-none-match': etag } }),
        signal,
      });
      if (data !== undefined) embedding?.seen(data);
      return { data, etag: response.headers.get('etag') ?? undefined };
    },
    {
      pauseMs: (elapsedMs, last) => (last && hasEnded(last) ? undefined : growingPause(elapsedMs)),
      hiddenPauseMs: HIDDEN_PAUSE_MS,
    },
  );
}

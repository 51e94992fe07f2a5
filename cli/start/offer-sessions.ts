import { once } from 'node:events';
import { createInterface } from 'node:readline';

interface OfferOptions {
  readonly input: NodeJS.ReadableStream;
  /** @returns the address of the page with a new session */
  readonly renew: () => Promise<string>;
  readonly say: (line: string) => void;
  readonly until: AbortSignal;
}

/** Says a new address of the page whenever a line is entered, until the signal or the end of the input. */
export async function offerSessions({ input, renew, say, until }: OfferOptions): Promise<void> {
  const lines = createInterface({ input });
  const stop = (): void => lines.close();
  until.addEventListener('abort', stop, { once: true });
  lines.on('line', () => {
    renew().then(
      (address) => say(address),
      (error: unknown) => {
        // The cloud stops.
        if (!until.aborted) say(error instanceof Error ? error.message : String(error));
      },
    );
  });
  if (!until.aborted) await once(lines, 'close');
  until.removeEventListener('abort', stop);
}

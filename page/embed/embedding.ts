import { createContext, use } from 'preact/compat';
import type { ImportView } from '../../client/rollcall-client.ts';

/** What the page of another host, which has this one in a frame, wants and learns. */
export interface Embedding {
  /** The only import type that is offered. Undefined: all that the session allows. */
  readonly importType: string | undefined;
  /** Asks the host for a session. */
  readonly renew: () => void;
  /** Called with each answer about an import. */
  readonly seen: (view: ImportView) => void;
  /** The person wants to leave. */
  readonly close: () => void;
}

export const EmbeddingContext = createContext<Embedding | undefined>(undefined);

/** @returns undefined if the page has the window for itself */
export const useEmbedding = (): Embedding | undefined => use(EmbeddingContext);

import type { Rate } from './rate-limit.ts';

/** A token that was valid a short time ago, by its hash. It is not a cache of rights: each request reads them again. */
interface KnownToken {
  /** The bucket of its rate. */
  readonly name: string;
  readonly rate: Rate;
}

const REMEMBERED_MS = 10 * 60_000;
/** The one that was used least recently is forgotten first. */
const MAX_TOKENS = 10_000;

/** @param clock milliseconds */
export function createKnownTokens(clock: () => number) {
  const tokens = new Map<string, KnownToken & { readonly at: number }>();
  return {
    find(hash: string): KnownToken | undefined {
      const token = tokens.get(hash);
      return token !== undefined && clock() - token.at < REMEMBERED_MS ? token : undefined;
    },
    remember(hash: string, token: KnownToken): void {
      tokens.delete(hash);
      tokens.set(hash, { ...token, at: clock() });
      if (tokens.size > MAX_TOKENS) tokens.delete(tokens.keys().next().value as string);
    },
    forget(hash: string): void {
      tokens.delete(hash);
    },
  };
}

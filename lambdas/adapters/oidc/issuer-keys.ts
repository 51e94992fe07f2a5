import type { JSONWebKeySet } from 'jose';
import * as z from 'zod';
import type { FetchJson } from './fetch-json.ts';

/** So old are keys at most: a key that the issuer has withdrawn is no longer accepted then. */
const FRESH_MS = 3_600_000;
/** While the issuer does not answer, its last keys are used for so long. */
const USABLE_MS = 24 * 3_600_000;
/** The issuer is asked at most so often, whatever tokens arrive. */
const PAUSE_MS = 60_000;

/** Keys of the issuer cannot be read now. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

const DiscoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });
const KeySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

export interface IssuerKeys {
  /** @throws IssuerUnavailable */
  current(): Promise<JSONWebKeySet>;
  /** For a key that the current set does not have. @returns undefined if the issuer was asked a short time ago */
  renewed(): Promise<JSONWebKeySet | undefined>;
}

/** The public keys of an issuer, by discovery. @param clock milliseconds */
export function createIssuerKeys(issuer: string, fetchJson: FetchJson, clock: () => number): IssuerKeys {
  let known: { readonly set: JSONWebKeySet; readonly at: number } | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<boolean> | undefined;

  async function ask(): Promise<boolean> {
    try {
      known = { set: await readKeys(issuer, fetchJson), at: clock() };
      return true;
    } catch {
      return false;
    }
  }

  /** @returns whether new keys have arrived. Requests at the same time wait for the same answer. */
  async function renew(): Promise<boolean> {
    if (asking !== undefined) return asking;
    if (clock() - askedAt < PAUSE_MS) return false;
    askedAt = clock();
    asking = ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    async current() {
      if (known === undefined || clock() - known.at >= FRESH_MS) await renew();
      if (known === undefined || clock() - known.at >= USABLE_MS)
        throw new IssuerUnavailable(`The keys of the issuer ${issuer} cannot be read.`);
      return known.set;
    },
    async renewed() {
      return (await renew()) ? known?.set : undefined;
    },
  };
}

/** @throws if an answer is not as it must be */
async function readKeys(issuer: string, fetchJson: FetchJson): Promise<JSONWebKeySet> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = DiscoverySchema.parse(await fetchJson(address));
  if (found.issuer !== issuer) throw new Error('The issuer names itself differently.');
  // Keys that arrive without encryption could be anyone's.
  if (issuer.startsWith('https:') && !found.jwks_uri.startsWith('https:'))
    throw new Error('The keys need https.');
  return KeySetSchema.parse(await fetchJson(found.jwks_uri)) as JSONWebKeySet;
}

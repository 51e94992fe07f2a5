/** Fetches a JSON document of an issuer. @throws if there is none */
export type FetchJson = (url: string) => Promise<unknown>;

const TIMEOUT_MS = 5000;
const MAX_BYTES = 256 * 1024;

/** The stage's configuration names the issuer, and nothing in a token decides the URL: internal addresses are possible. */
export const fetchJson: FetchJson = async (url) => {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok || response.body === null)
    throw new Error(`The answer has the status ${response.status}.`);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body) {
    bytes += piece.length;
    if (bytes > MAX_BYTES) throw new Error(`The answer has more than ${MAX_BYTES} bytes.`);
    pieces.push(piece);
  }
  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
};

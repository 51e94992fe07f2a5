/** Values that several examples share. Ids have the form of real ones. */
export const TENANT = 'northwind';
export const IMPORT_ID = 'imp_01kb7c2m9fq4x8t0w6r3v5y1za';
export const WAITING_ID = 'imp_01kb7d5t3ch2n7k9p4s8e6b0gj';
export const SESSION_ID = '4f1c09ab7e3d52860f9b1c7a';
export const KEY_ID = 'key_6b0e4d29f17ac835';
export const EVENT_ID = 'evt_01kb7c9w2dn5j0q7h3m8r4t6xe';
export const CREATED_AT = '2026-03-02T09:15:00.000Z';
export const STARTED_AT = '2026-03-02T09:15:04.000Z';
export const ENDED_AT = '2026-03-02T09:15:21.000Z';
export const EXPIRES_AT = '2026-03-02T10:15:00.000Z';

/** What an operation is sent in its body, and answers with. */
export interface Example {
  readonly body?: unknown;
  readonly answer?: unknown;
}
export type Examples = Readonly<Record<string, Example>>;

/** The names of formats, which are the same in every language. */
export const FORMAT_NAMES = { csv: 'CSV', json: 'JSON', jsonl: 'JSON Lines' } as const;

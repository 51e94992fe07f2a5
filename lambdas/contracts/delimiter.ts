/** What may be between the cells of a CSV file, in the order in which they are tried. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

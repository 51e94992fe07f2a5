/** The name of a segment, as it appears in table keys and metadata. */
export const SEGMENT_KEY = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/;

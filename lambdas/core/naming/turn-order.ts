/** S3's sequencers compare as text once padded at the right; they are some 18 hexadecimal digits. */
const SEQUENCER_CHARACTERS = 32;

/** The place of an upload among its tenant's: by time, uploads of the same moment by S3's order of writes. */
export function arrivalOfUpload(uploadedAt: Date, sequencer: string): string {
  return `${uploadedAt.toISOString()}#${sequencer.toUpperCase().padEnd(SEQUENCER_CHARACTERS, '0')}`;
}

/** The place of an import that is resumed: behind all that came before. */
export function arrivalOfResumption(requestedAt: Date, attempt: number): string {
  return `${requestedAt.toISOString()}#${String(attempt).padStart(SEQUENCER_CHARACTERS, '0')}`;
}

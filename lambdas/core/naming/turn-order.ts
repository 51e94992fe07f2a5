/** S3's sequencers compare as text when padded on the right; they have about 18 hexadecimal digits. */
const SEQUENCER_CHARACTERS = 32;

/** The position of an upload in the order of its tenant: by time, then by the order in which S3 wrote. */
export function arrivalOfUpload(uploadedAt: Date, sequencer: string): string {
  return `${uploadedAt.toISOString()}#${sequencer.toUpperCase().padEnd(SEQUENCER_CHARACTERS, '0')}`;
}

/** The position of a resumed import: after all imports that arrived before the resumption. */
export function arrivalOfResumption(requestedAt: Date, attempt: number): string {
  return `${requestedAt.toISOString()}#${String(attempt).padStart(SEQUENCER_CHARACTERS, '0')}`;
}

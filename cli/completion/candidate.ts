/** Something that can be typed next. */
export interface Candidate {
  readonly value: string;
  readonly description: string;
}

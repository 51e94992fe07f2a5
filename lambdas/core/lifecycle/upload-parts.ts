/**
 * How a file is divided for an upload in parts. All parts have `partBytes`, except the last one. So the number of a part says
 * which bytes of the file it has, and a client can continue an upload that another page began.
 */
export interface PartPlan {
  /** Of the file. */
  readonly bytes: number;
  readonly partBytes: number;
}

/** S3 accepts 10,000 parts of at least 5 MiB: 8 MiB suffice for 78 GiB, and a part that breaks costs little. */
export const PART_BYTES = 8 * 1024 * 1024;

export interface ArrivedPart {
  /** From 1. */
  readonly number: number;
  readonly bytes: number;
  /** Without quotes. */
  readonly etag: string;
}

export function partCount({ bytes, partBytes }: PartPlan): number {
  return Math.max(1, Math.ceil(bytes / partBytes));
}

/** Bytes of a part; 0 if the file has no part with this number. */
export function bytesOfPart(plan: PartPlan, number: number): number {
  const { bytes, partBytes } = plan;
  return number >= 1 && number <= partCount(plan) ? Math.min(partBytes, bytes - (number - 1) * partBytes) : 0;
}

/** The numbers of the parts that have not arrived, or not with their size. */
export function missingParts(plan: PartPlan, arrived: readonly ArrivedPart[]): readonly number[] {
  const bytes = new Map(arrived.map((part) => [part.number, part.bytes]));
  const numbers = Array.from({ length: partCount(plan) }, (_, index) => index + 1);
  return numbers.filter((number) => bytes.get(number) !== bytesOfPart(plan, number));
}

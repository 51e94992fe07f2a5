import type { RejectionCode } from '../../../lambdas/contracts/rejection.ts';

/** Why a file was rejected, and what the person at the page can do. The message of the service says where in the file. */
export type RejectionTexts = Readonly<
  Record<RejectionCode, { readonly cause: string; readonly advice: string }>
>;

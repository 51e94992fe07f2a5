import type { ImportStatus } from '../../lambdas/contracts/import-status.ts';
import { coloured } from './capabilities.ts';

/** Green for a good end, yellow for one to look at, red for a failure; plain for a status on the way. */
export function colouredStatus(status: ImportStatus, text: string = status): string {
  switch (status) {
    case 'COMPLETED':
    case 'EVALUATED':
      return coloured('green', text);
    case 'COMPLETED_WITH_ERRORS':
    case 'AWAITING_CONFIRMATION':
    case 'CANCELLED':
    case 'SUPERSEDED':
      return coloured('yellow', text);
    case 'REJECTED':
    case 'EXPIRED':
    case 'STOPPED':
    case 'ABORTED':
      return coloured('red', text);
    default:
      return text;
  }
}

import { visible } from '../../lambdas/core/wording/show-value.ts';
import { commandLine } from '../program/command-line.ts';
import type { Place } from '../program/place.ts';
import { colouredStatus } from '../terminal/coloured-status.ts';
import { describeCounts } from './describe-counts.ts';
import { importJson } from './describe-status.ts';
import type { ShownImport } from './shown-import.ts';

/** What `list` shows. */
export interface Listing {
  /** The newest first. */
  readonly imports: readonly ShownImport[];
  /** Positions in the queues of the tenants, by import id. */
  readonly positions: ReadonlyMap<string, number>;
  /** Ids of imports that were interrupted when the cloud on this machine stopped. */
  readonly interrupted: ReadonlySet<string>;
  /** Attributes that do not match their schema, by import id. */
  readonly damaged: ReadonlyMap<string, readonly string[]>;
  /** There are more imports than were asked for. */
  readonly hasMore: boolean;
}

/** What `list --json` prints. */
export function listingJson({ imports, positions, interrupted }: Listing) {
  return imports.map((item) => {
    const queuePosition = positions.get(item.importId);
    const isInterrupted = interrupted.has(item.importId);
    return {
      ...importJson(item),
      ...(queuePosition !== undefined && !isInterrupted && { queuePosition }),
      ...(isInterrupted && { isInterrupted }),
    };
  });
}

/** The same for a person. */
export function describeListing({ imports, ...listing }: Listing, place: Place): string {
  return imports.map((item) => describe(item, { ...listing, place })).join('');
}

interface Context extends Pick<Listing, 'positions' | 'interrupted'> {
  readonly place: Place;
}

function describe(item: ShownImport, { positions, interrupted, place }: Context): string {
  const { importId, tenant, importType, fileName, status, createdAt } = item;
  const position = positions.get(importId);
  const isInterrupted = interrupted.has(importId);
  const parts = [
    createdAt,
    tenant,
    importType,
    describeCounts(item.counts, item.split?.records),
    position === undefined || isInterrupted ? '' : `position ${position} in the queue of ${tenant}`,
    isInterrupted ? `interrupted: resume it with ${commandLine('resume', importId, place)}` : '',
  ];
  return [
    `${importId}  ${colouredStatus(status)}  ${visible(fileName)}`,
    `  ${parts.filter((part) => part !== '').join('  ')}\n`,
  ].join('\n');
}

import type { ImportCommand } from '../../lambdas/contracts/import-commands.ts';
import type { Progress } from '../../lambdas/core/lifecycle/progress.ts';
import type { Place } from '../program/place.ts';
import type { OutputFolder } from './output-folder.ts';
import type { ShownImport } from './shown-import.ts';
import type { ImportSummary } from './summary.ts';

export interface ImportRun {
  readonly item: ShownImport;
  readonly summary: ImportSummary;
}

/** Why a request has no effect. */
export interface Refused {
  readonly code: string;
  readonly message: string;
}

/** What commands do with one import: of the cloud on this machine, or of a deployed stage by its API. */
export interface ImportService {
  readonly place: Place;
  find(importId: string): Promise<ShownImport | undefined>;
  /**
   * Watches an import until it has a final status and its e-mail, and reports each change.
   * @param untilQuestion return also when the import waits for a confirmation
   */
  follow(
    importId: string,
    onProgress: (progress: Progress) => void,
    untilQuestion?: boolean,
  ): Promise<ShownImport>;
  /** Saves the files of an import. */
  fetch(importId: string, folder: OutputFolder): Promise<ImportRun>;
  /** @returns undefined when the request was accepted; the same for the others */
  confirm(command: ImportCommand): Promise<Refused | undefined>;
  cancel(command: ImportCommand): Promise<Refused | undefined>;
  resume(command: ImportCommand): Promise<Refused | undefined>;
}

import type { RejectionCode } from '../contracts/rejection.ts';

/**
 * The catalogue of errors. Their names are an API: the state machine's Retry and Catch match on them, alarms and the
 * runbook (docs/errors.md, generated from here) speak of them. A record's problem is not in here: that is data.
 */
export interface ErrorFamily {
  readonly name: string;
  /** sender: mend the file. transient: tried again. breach and configuration: a bug or a wrong set-up, ends in Aborted. */
  readonly kind: 'sender' | 'transient' | 'breach' | 'configuration';
  readonly meaning: string;
  readonly action: string;
}

export const ERROR_CATALOGUE = {
  FileRejected: {
    name: 'FileRejected',
    kind: 'sender',
    meaning:
      'The file as a whole cannot be imported; nothing was written, and the import ends as `REJECTED`.',
    action: 'The sender mends the file as the e-mail says and uploads it again.',
  },
  ErrorBudgetExceeded: {
    name: 'ErrorBudgetExceeded',
    kind: 'sender',
    meaning: 'More records failed than the import allows; it ends as `ABORTED`.',
    action:
      'Look at errors.csv. If the file is right all the same, resume the import: it then goes on to its end.',
  },
  SourceChanged: {
    name: 'SourceChanged',
    kind: 'breach',
    meaning: 'The uploaded object was replaced or deleted while its import was running.',
    action: 'Upload the file under a name of its own; nothing of the new object was read.',
  },
  RecordCountMismatch: {
    name: 'RecordCountMismatch',
    kind: 'breach',
    meaning: 'The outcomes do not add up to the records that the splitter counted (promise 1).',
    action: 'A defect in Rollcall: keep the source object and the parts, and report it.',
  },
  ContractViolation: {
    name: 'ContractViolation',
    kind: 'breach',
    meaning: 'A payload or a table item does not have the shape that its contract says.',
    action: 'Most often a deployment under a running import: import the file again. Otherwise a defect.',
  },
  WriteContention: {
    name: 'WriteContention',
    kind: 'transient',
    meaning: 'Another writer changed the same user each time between our read and our write.',
    action: 'None: the chunk is tried again. If it persists, look for a writer in a loop.',
  },
  TruncatedBody: {
    name: 'TruncatedBody',
    kind: 'transient',
    meaning: 'S3 sent fewer bytes than it announced.',
    action: 'None: the read is tried again.',
  },
  StaleInvocation: {
    name: 'StaleInvocation',
    kind: 'breach',
    meaning:
      'An invocation that was believed dead, or had to wait, found that others had gone on without it, or that its import had ended; it wrote nothing.',
    action:
      'None: the import went on without it. The execution shows it only when nothing else took its place.',
  },
  NotificationInFlight: {
    name: 'NotificationInFlight',
    kind: 'transient',
    meaning: 'Another invocation is sending the e-mail of this import at this moment.',
    action: 'None: it is tried again when that one must have ended.',
  },
  ConfigurationError: {
    name: 'ConfigurationError',
    kind: 'configuration',
    meaning: 'An environment variable of the function, or the stored settings of a tenant, are malformed.',
    action: 'The message names what: deploy the stack again, or set the settings anew (edit-tenant).',
  },
} as const satisfies Record<string, ErrorFamily>;

export type ErrorName = keyof typeof ERROR_CATALOGUE;

/** An error of the catalogue. The message must hold no personal data: it ends in logs and execution histories. */
export class RollcallError extends Error {
  override readonly name: ErrorName;
  /** What the sender reads as the reason, where the catalogue's meaning is not enough. Private: Lambda logs own fields. */
  readonly #forSender: string | undefined;

  constructor(name: ErrorName, message: string, options?: ErrorOptions & { readonly forSender?: string }) {
    super(message, options);
    this.name = name;
    this.#forSender = options?.forSender;
  }

  get forSender(): string | undefined {
    return this.#forSender;
  }
}

/**
 * The file is wrong as a whole. `reason` is written for the sender and may quote the file; it is kept on the import.
 * Only the `code` goes into the message, since that is shown to operators.
 */
export class FileRejected extends RollcallError {
  /** Private, since Lambda logs an error's own fields, and this one may quote the file. */
  readonly #reason: { readonly code: RejectionCode; readonly message: string };

  constructor(code: RejectionCode, message: string) {
    super('FileRejected', `the file was rejected: ${code}`);
    this.#reason = { code, message };
  }

  get reason() {
    return this.#reason;
  }
}

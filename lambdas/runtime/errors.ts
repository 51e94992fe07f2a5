import type { RejectionCode } from '../contracts/rejection.ts';

/**
 * The catalogue of errors. The names are an API: the state machine matches on them in Retry and Catch, and the runbook
 * (docs/errors.md, generated from this table) explains them. Problems of single records are not here: they are data.
 */
export type ErrorEntry = { readonly meaning: string; readonly action: string } & (
  | {
      /**
       * sender: the sender or an operator acts; bug: the code or the data is wrong; stale: the invocation came too late,
       * and ends only itself; configuration: an operator corrects the stage or the tenant. None of them is retried.
       */
      readonly kind: 'sender' | 'bug' | 'stale' | 'configuration';
    }
  | {
      /** Another try may succeed. */
      readonly kind: 'transient';
      /** The entry of statemachines/retry-policy.yaml that retries it. */
      readonly retried: 'for-a-minute' | 'for-hours';
    }
);

export const ERROR_CATALOGUE = {
  FileRejected: {
    kind: 'sender',
    meaning:
      'The file as a whole cannot be imported. Nothing was written, and the import ends as `REJECTED`.',
    action: 'The sender fixes the file as the e-mail says and uploads it again.',
  },
  ErrorBudgetExceeded: {
    kind: 'sender',
    meaning: 'More records failed than the import allows. The import ends as `STOPPED`.',
    action:
      'Read errors.csv. If the file is correct, resume the import: a resumed import has no error budget.',
  },
  SourceChanged: {
    kind: 'sender',
    meaning: 'The file was uploaded again under the same name before its import was complete.',
    action:
      'None: the import ends as `SUPERSEDED`, and the new upload is a separate import. To import the earlier content, the sender uploads it again under another name.',
  },
  SourceDeleted: {
    kind: 'sender',
    meaning: 'The uploaded file was deleted before its import was complete.',
    action: 'The import ends as `STOPPED`. The sender uploads the file again.',
  },
  UploadKeyNotUnderstood: {
    kind: 'sender',
    meaning:
      'The key of an uploaded object is not `partners/<tenant>/<import type>/<file name>`, so no tenant is known. No import was started.',
    action:
      'Tell the sender, or copy the object to the right key. The event with the key is in the queue of failed starts.',
  },
  TenantNotRegistered: {
    kind: 'sender',
    meaning:
      'The key of an uploaded object names a tenant that is not registered in the stage. No import was started.',
    action:
      'If the tenant is to be registered, create it, and send the events of the queue of failed starts to start-import again. Otherwise find out who writes to this prefix.',
  },
  RecordCountMismatch: {
    kind: 'bug',
    meaning: 'The number of outcomes differs from the number of records that SplitFile counted (promise 1).',
    action: 'This is a bug in Rollcall. Keep the source object and the parts, and report the bug.',
  },
  ContractViolation: {
    kind: 'bug',
    meaning: 'A payload or a table item does not match its schema.',
    action:
      'The usual cause is a deployment while the import was running: import the file again. Otherwise this is a bug.',
  },
  WriteContention: {
    kind: 'transient',
    retried: 'for-a-minute',
    meaning: 'Another writer changed the same user between each read and write of the worker.',
    action:
      'None: the chunk is retried. If the error persists, look for a writer that updates the same users in a loop.',
  },
  Throttled: {
    kind: 'transient',
    retried: 'for-hours',
    meaning: 'A service refused requests because there were too many, longer than the worker waits.',
    action:
      'None: the task is retried for hours, and continues where it stopped. If it persists, lower `maxConcurrency` or raise the quota of the table.',
  },
  TimeSliceEnded: {
    kind: 'transient',
    retried: 'for-hours',
    meaning: 'The worker stopped shortly before Lambda would have ended it. What it wrote stays.',
    action: 'None: the task is retried for hours, and continues where it stopped.',
  },
  TruncatedBody: {
    kind: 'transient',
    retried: 'for-a-minute',
    meaning: 'S3 sent fewer bytes than it announced.',
    action: 'None: the read is retried.',
  },
  StaleInvocation: {
    kind: 'stale',
    meaning:
      'A late invocation found that another invocation had replaced it, or that its import had ended. It wrote nothing.',
    action:
      'None: the import continued without it. The error ends an execution only when nothing else took over the work.',
  },
  NotificationInFlight: {
    kind: 'transient',
    retried: 'for-a-minute',
    meaning: 'Another invocation is sending the e-mail of this import.',
    action: 'None: the e-mail is retried after the other invocation has ended.',
  },
  ConfigurationError: {
    kind: 'configuration',
    meaning: 'An environment variable of the function or the stored settings of a tenant are not valid.',
    action:
      'Read the message: it names what is not valid. Deploy the stack again, or replace the tenant’s settings with edit-tenant.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorName = keyof typeof ERROR_CATALOGUE;

/** An error of the catalogue. The message must not contain personal data: it is written to logs and execution histories. */
export class RollcallError extends Error {
  override readonly name: ErrorName;
  /** The reason that the sender reads, when the catalogue's meaning is not enough. Private, because Lambda logs an error's own fields. */
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

/** Characters of a reason: it is stored on the import, an item of at most 400 KB, and sent by e-mail. */
export const MAX_REASON = 4_000;

/**
 * The file as a whole cannot be imported. `reason` is written for the sender, may quote the file, and is stored on the
 * import. The message contains only the `code`, because operators see it.
 */
export class FileRejected extends RollcallError {
  /** Private: Lambda logs an error's own fields, and this one may quote the file. */
  readonly #reason: { readonly code: RejectionCode; readonly message: string };

  constructor(code: RejectionCode, message: string) {
    super('FileRejected', `the file was rejected: ${code}`);
    const isLong = message.length > MAX_REASON;
    this.#reason = { code, message: isLong ? `${message.slice(0, MAX_REASON).toWellFormed()}…` : message };
  }

  get reason() {
    return this.#reason;
  }
}

/** The error for what a rule has found. */
export function fileRejected({ code, message }: FileRejected['reason']): FileRejected {
  return new FileRejected(code, message);
}

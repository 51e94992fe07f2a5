import type { CommandRefusals } from './command-refusals.ts';
import { counter } from './plural.ts';

const count = counter('en');

const quoted = (text: string) => (text.trim() === '' ? 'blank' : `“${text}”`);
const left = (bad: number) =>
  bad === 0 ? 'No errors are left.' : `${count(bad, 'row has', 'rows have')} errors.`;
/** Numbers that texts about an import that has ended are made of. */
export interface OutcomeFacts {
  readonly records: number;
  readonly imported: number;
  readonly failed: number;
  readonly warnings: number;
  /** The file had other records, which were not sent. */
  readonly hasLeftOut: boolean;
}

/** The same of what an import would do. */
export interface ReviewFacts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
}

const stillImported = (n: number) =>
  n === 0 ? 'No record was imported.' : `${count(n, 'record is', 'records are')} imported.`;

/** All texts in English. Another language is one more file of this shape. Sections are in the order of the screens. */
export const en = {
  app: {
    title: 'Imports',
    skip: 'Skip to the content',
    navigation: 'Main',
    import: 'New import',
    imports: 'Imports',
    types: 'Import types',
    settings: 'Settings',
    unknownScreen: { title: 'This page does not exist', advice: 'Check the address, or open your imports.' },
    openImports: 'Open your imports',
    loading: 'Loading …',
    slow: 'This takes longer than usual. The page keeps trying.',
    retry: 'Try again',
    close: 'Close',
    cancel: 'Cancel',
    back: 'Back',
    continue: 'Continue',
    more: 'Show more',
    select: 'Select',
    requestId: (id: string) => `Request ${id}`,
    signOut: 'Sign out',
    connectionLost: {
      title: 'The connection is interrupted',
      advice: 'The page shows what it received last, and tries again every few seconds.',
    },
  },

  lists: {
    upToDate: 'This list is up to date.',
    update: 'Update the list',
    added: (n: number) => `${n} new`,
    left: (n: number) => `${n} removed`,
    reordered: 'Another order',
    hasLeft: 'No longer in this list',
  },

  session: {
    absent: {
      title: 'Open this page from your application',
      advice:
        'The page needs a session, which your application creates. Go back to your application and open the import from there.',
    },
    expired: {
      title: 'Your session has ended',
      advice: 'Go back to your application and open the import again. Imports that have started continue.',
    },
    saveCorrections: 'Save the file with your corrections',
    ended: {
      title: 'You are signed out',
      advice:
        'To import a file, open the import from your application again. Imports that have started continue.',
    },
    unsent: 'A file has not arrived. Sign out? It is not sent then, and your corrections to it are lost.',
    refused: {
      title: 'Your application did not open a session',
      advice:
        'Try again. If it fails again, sign in to your application again. Imports that have started continue.',
    },
  },

  problems: {
    unreachable: {
      title: 'There is no connection',
      advice: 'Check the network connection, then try again.',
    },
    unavailable: {
      title: 'The service is not available now',
      advice: 'Try again in a minute. If it fails again, tell your administrator.',
    },
    transferRefused: {
      title: 'The file was not accepted',
      advice: 'Try again. If it fails again, check that the file is not being changed by another program.',
    },
    otherVersion: {
      title: 'The page does not match the service',
      advice: 'Reload the page. If that does not help, tell your administrator.',
    },
    unknown: {
      title: 'Something went wrong',
      advice: 'Reload the page and try again. If it fails again, tell your administrator.',
    },
    byKind: {
      'invalid-request': {
        title: 'The request was refused',
        advice: 'Correct what is named here, and try again.',
      },
      unauthenticated: {
        title: 'Your session has ended',
        advice: 'Open the import again from your application.',
      },
      forbidden: {
        title: 'You do not have permission',
        advice: 'Ask your administrator for the permission, or open the page from your application again.',
      },
      'tenant-inactive': {
        title: 'Your organization’s account is suspended',
        advice: 'Contact the support of your application.',
      },
      'not-found': {
        title: 'Not found',
        advice: 'It does not exist, it has expired, or you do not have access to it.',
      },
      conflict: { title: 'This is not possible now', advice: 'Reload the page to see the present state.' },
      'import-damaged': {
        title: 'The import cannot be read',
        advice: 'What is stored about it is damaged. Contact the support of your application.',
      },
      'precondition-failed': {
        title: 'It was changed in the meantime',
        advice: 'Reload the page to see the present state, then make your change again.',
      },
      'upload-incomplete': {
        title: 'The upload is not complete',
        advice: 'Choose the file again to continue.',
      },
      'too-large': {
        title: 'The file is too large',
        advice: 'Split the file and import the parts one after another.',
      },
      'too-many-requests': { title: 'Too many requests', advice: 'Wait a minute, then try again.' },
      'internal-error': {
        title: 'The service had an error',
        advice: 'Try again in a minute. If it fails again, give the request number to your administrator.',
      },
      'issuer-unavailable': {
        title: 'The sign-in service does not answer',
        advice: 'Try again in a minute.',
      },
    },
    byCode: {
      NoSuchImport: {
        title: 'There is no such import',
        advice: 'It does not exist, it has expired, or you do not have access to it.',
      },
      AlreadyEnded: { title: 'The import has already ended', advice: 'You have nothing left to do.' },
      NotWaiting: {
        title: 'The import does not wait for this any more',
        advice: 'Another person decided, or the time was over. Reload the page to see the present state.',
      },
      NotResumable: {
        title: 'The import cannot be resumed',
        advice:
          'It was resumed already, nothing of it is left to import, or its file is no longer stored. If so, import the file again.',
      },
      SourceChanged: {
        title: 'The file was replaced in the meantime',
        advice: 'Import the file again.',
      },
      NoTurn: { title: 'The import blocks no other', advice: 'It does not have the turn of its tenant.' },
      Running: { title: 'The import is running', advice: 'Wait for its end, or cancel it.' },
      NotStarted: { title: 'The import has not started', advice: 'Wait until it has started, or cancel it.' },
    } satisfies CommandRefusals,
  },

  status: {
    AWAITING_UPLOAD: 'Waiting for the file',
    QUEUED: 'Queued',
    RUNNING: 'Running',
    AWAITING_CONFIRMATION: 'Waiting for you',
    COMPLETED: 'Completed',
    COMPLETED_WITH_ERRORS: 'Completed with errors',
    EVALUATED: 'Evaluated',
    REJECTED: 'Rejected',
    CANCELLED: 'Cancelled',
    EXPIRED: 'Expired',
    SUPERSEDED: 'Superseded',
    STOPPED: 'Stopped',
    ABORTED: 'Aborted',
  },

  outcomes: {
    created: 'Created',
    updated: 'Updated',
    unchanged: 'Unchanged',
    failed: 'Failed',
    warnings: (n: number) => count(n, 'warning', 'warnings'),
    records: (n: number) => count(n, 'record', 'records'),
    share: (label: string, n: string) => `${label}: ${n}`,
  },

  imports: {
    title: 'Imports',
    subtitle: 'Every file that was imported, and what became of it.',
    file: 'File',
    type: 'Type',
    status: 'Status',
    records: 'Records',
    created: 'Started',
    anyStatus: 'All statuses',
    anyType: 'All types',
    none: { title: 'No imports yet', advice: 'Import a file: you see here how it goes.' },
    noMatch: { title: 'No imports match the filters', advice: 'Choose another status or type.' },
    clearFilters: 'Clear the filters',
  },

  detail: {
    backToImports: 'All imports',
    startedAt: (when: string) => `Started ${when}`,
    attempt: (n: number) => `Attempt ${n}`,
    progress: 'Progress',
    stage: {
      uploading: 'Waiting for the file',
      inspecting: 'Reading the file',
      splitting: 'Counting the records',
      evaluating: 'Evaluating the records',
      confirming: 'Waiting for your confirmation',
      waiting: 'Waiting for earlier imports',
      importing: 'Importing the records',
      collecting: 'Writing the results',
      cancelling: 'Cancelling',
      notifying: 'Sending the e-mail',
      ended: 'Ended',
    },
    done: (done: string, all: string) => `${done} of ${all} records`,
    perSecond: (n: string) => `${n} records per second`,
    timeLeft: (duration: string) => `About ${duration} left`,
    queuePosition: (n: number) => (n <= 1 ? 'Next in the queue' : `Position ${n} in the queue`),
    result: 'Result',
    files: 'Files',
    download: (name: string) => `Download ${name}`,
    file: {
      results: 'One row for each record',
      preview: 'What the import would change',
      errors: 'Errors and warnings',
      'failed-records': 'Failed records with their errors: fix them and import this file',
      'unprocessed-records': 'Records that were not imported',
    },
    reason: {
      REJECTED: 'The file was rejected. No record was imported.',
      CANCELLED: 'The import was cancelled. Records that were imported before stay imported.',
      ABORTED: 'The import was aborted before its end.',
      STOPPED: 'The import was stopped, because too many records failed.',
      EXPIRED: 'The import expired.',
      SUPERSEDED: 'A newer version of the file replaced this import.',
    },
  },

  import: {
    discard: 'Your file has corrections that are not sent. Discard them?',
    title: 'New import',
    steps: 'Steps',
    step: {
      type: 'Type',
      group: 'Group',
      file: 'File',
      columns: 'Columns',
      check: 'Check',
      review: 'Review',
      upload: 'Upload',
    },
    stepOf: (n: number, of: number, name: string) => `Step ${n} of ${of}: ${name}`,
    type: {
      title: 'What do you want to import?',
      none: {
        title: 'There is nothing that you may import',
        advice: 'Ask your administrator to permit an import type.',
      },
    },
    file: {
      title: 'Choose a file',
      chosen: 'Is the file read correctly?',
      drop: 'Drop your file here',
      dropNow: 'Release to choose this file',
      or: 'or',
      browse: 'Choose a file',
      another: 'Choose another file',
      accepted: (formats: string) => `${formats}, also compressed with gzip`,
      template: 'Download a template',
      empty: { title: 'The file is empty', advice: 'Choose a file with at least one record.' },
      oneFile: { title: 'Choose one file', advice: 'You can import one file at a time.' },
      otherKind: (name: string) => ({
        title: `${name} cannot be imported`,
        advice:
          'Choose a file in one of the formats above. Save workbooks of other kinds, such as .xls and .ods, as .xlsx or CSV.',
      }),
      tooLarge: (most: string) => ({
        title: 'The file is too large',
        advice: `Choose a file of at most ${most}, or split this one and import the parts one after another.`,
      }),
    },
    group: {
      title: 'Into which group?',
      group: 'Group',
      choose: 'Choose …',
      role: 'Role',
      roles: { 2: 'Regular', 3: 'Member', 4: 'Moderator', 5: 'Administrator' },
      blocked: 'Block the members',
      blockedHelp: 'They are stored as members who are blocked in the group.',
      columns: (names: string) => `The file has no row with names. Its columns are, in this order: ${names}.`,
      always: ['e-mail address', 'first name', 'last name'],
      add: 'Add a profile field',
      remove: (name: string) => `Remove ${name}`,
      none: {
        title: 'Your organization has no groups',
        advice: 'Ask your administrator to add the groups to the settings.',
      },
    },
    pair: {
      title: 'Choose the two files',
      chosen: 'Are the files read correctly?',
      drop: 'Drop the header file and the data file here',
      dropNow: 'Release to choose these files',
      browse: 'Choose files',
      others: 'Choose other files',
      names:
        'user_feed_header_YYYYMMDDHHMMSS.json and user_feed_data_YYYYMMDDHHMMSS.json; the data file also compressed with gzip',
      half: (missing: string) => ({
        title: 'One more file is needed',
        advice: `Choose ${missing} as well.`,
      }),
      noPair: (names: string) => ({
        title: 'These files are not a pair',
        advice: `Choose one header file and one data file with the same time in their names. You chose ${names}.`,
      }),
      misnamed: 'The name of a file is not valid',
    },
    upload: {
      title: 'Upload',
      starting: 'Starting the import …',
      failed: 'The import was not created',
    },
  },

  reading: {
    recognising: 'Reading …',
    correct: 'Correct',
    preview: 'First rows of the file',
    delimiterNames: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar' },
    delimiterItems: { ',': 'Comma (,)', ';': 'Semicolon (;)', '\t': 'Tab', '|': 'Vertical bar (|)' },
    sheetNamed: (name: string) => `sheet “${name}”`,
    headerIn: (row: number) => `names in row ${row}`,
    encoding: 'Encoding',
    delimiter: 'Delimiter',
    locale: 'Dates and numbers',
    isoDates: 'As in ISO 8601 · 2026-12-31',
    tenantLocale: (locale: string) => `As in the settings · ${locale}`,
    sheet: 'Sheet',
    headerRow: 'Row with the names of the columns',
    unreadable: 'This file cannot be imported as it is',
    wrongEncoding: {
      title: 'Some letters cannot be read',
      advice: 'Press “Correct” and choose another encoding, until names and cities look right.',
    },
  },

  columns: {
    title: 'Which column is what?',
    subtitle: (columns: number) => `${count(columns, 'column', 'columns')} in your file`,
    column: 'Column of your file',
    samples: 'Values',
    field: 'Is read as',
    fieldOf: (column: string) => `Column ${column} is read as`,
    noSamples: 'No values in the first rows',
    choose: 'Choose …',
    leaveOut: 'Do not import',
    keepAs: (field: string) => `Keep as ${field}`,
    requiredField: (field: string) => `${field} (required)`,
    takenField: (label: string, column: string) => `${label} – now ${column}`,
    origin: {
      remembered: 'Remembered',
      suggested: 'Suggested',
      chosen: 'Chosen by you',
      unknown: 'Not known',
    },
    leftOut: 'The values of this column are not imported.',
    undecided: 'Choose a field, or do not import the column.',
    shared: (field: string, others: string) =>
      `${others} is read as ${field}, too. Choose another field for one of them, or do not import one.`,
    show: 'Show',
    attention: (n: number) => `Needs attention (${n})`,
    all: (n: number) => `All columns (${n})`,
    missing: {
      title: (fields: string, n: number) =>
        n === 1 ? `Every record needs ${fields}` : `Every record needs these fields: ${fields}`,
      advice: (n: number): string =>
        n === 1
          ? 'Choose the column that contains it. If there is none, add it to the file and choose the file again.'
          : 'Choose the columns that contain them. If there are none, add them to the file and choose the file again.',
    },
    unknown: {
      title: (n: number) => `${count(n, 'column is', 'columns are')} not known.`,
      keep: 'Keep all',
      leaveOut: 'Leave all out',
      kept: (n: number) => `${count(n, 'column is', 'columns are')} kept.`,
      left: (n: number) => `${count(n, 'column is', 'columns are')} not imported.`,
    },
    toDecide: (n: number) => `${count(n, 'column is', 'columns are')} still to be decided.`,
    remember: 'Remember for the next imports',
    rememberHelp:
      'Files with these columns are then read in the same way, for everyone in your organization.',
    rejected: 'The file cannot be imported with these columns',
    notRemembered: 'The columns could not be remembered',
  },

  check: {
    title: 'Check the file',
    reading: 'Reading the file …',
    checking: 'Checking the file',
    soFar: (n: number) => `${count(n, 'record', 'records')} checked`,
    checked: (n: number, bad: number) =>
      `${count(n, 'record', 'records')} checked: ${bad === 0 ? 'no errors' : `${count(bad, 'record has', 'records have')} errors`}.`,
    failed: 'The file could not be checked',
    rejected: 'The file cannot be imported',
    totals: 'Result of the check',
    ready: 'ready to import',
    bad: 'with errors',
    warnings: 'warnings',
    clean: {
      title: 'Everything fits',
      advice: 'No record has an error.',
    },
    cleanFailed: {
      title: 'The rows themselves have no errors',
      advice: (column: string) =>
        `The column ${column} says why these records failed. Correct that before you import them again.`,
    },
    storedUsers:
      'The rows are compared with each other, but not with the stored users. A value that must be unique and belongs to a stored user is found after the upload.',
    comparedUntil: (row: string) =>
      `Many rows have a user or a unique value in common. They are compared with each other up to row ${row}. Conflicts in later rows are found after the upload.`,
    ofFile: 'About the file as a whole',
    issues: 'What to fix',
    issuesHelp: 'Choose a problem to see its rows.',
    otherIssues: 'Other problems',
    moreNotes: (n: number) => `Show ${count(n, 'more note', 'more notes')}`,
    moreIssues: (n: number) => `Show ${count(n, 'more problem', 'more problems')}`,
    times: (n: string) => `${n} ×`,
    rows: 'Rows of the file',
    show: 'Show rows',
    all: 'All rows',
    onlyBad: 'With errors',
    onlyEdited: 'Changed',
    onlyGroup: 'This problem',
    again: 'Update the rows',
    undo: 'Undo',
    redo: 'Redo',
    none: {
      all: { title: 'No rows', advice: 'The file has no records.' },
      bad: { title: 'No rows with errors', advice: 'All records of the file can be imported.' },
      group: { title: 'This problem is solved', advice: 'No row has it any more. Choose other rows.' },
      edited: { title: 'No changes yet', advice: 'Rows that you change are listed here.' },
    },
    row: 'Row',
    line: (n: string) => `Line ${n}`,
    extra: 'No column',
    notImported: 'not imported',
    loadingRow: 'Loading',
    blank: 'blank',
    removedRow: 'This row is left out.',
    edit: 'Edit',
    use: (value: string) => `Use ${value}`,
    editCell: (column: string, row: string) => `${column}, row ${row}`,
    removeRow: 'Leave out this row',
    keys: 'Enter edits a cell, Escape cancels. Ctrl+Z undoes. You can paste cells from a spreadsheet.',
    replace: 'Replace',
    solved: 'Solved:',
    replaceAll: (from: string, to: string, n: number) =>
      `Replace ${quoted(from)} with ${quoted(to)} in ${count(n, 'other row', 'other rows')}`,
    said: {
      edited: (n: number, bad: number) => `${count(n, 'row', 'rows')} changed. ${left(bad)}`,
      undone: (n: number, bad: number) => `Undone in ${count(n, 'row', 'rows')}. ${left(bad)}`,
      redone: (n: number, bad: number) => `Done again in ${count(n, 'row', 'rows')}. ${left(bad)}`,
      nothing: 'Nothing was changed.',
      copied: (n: number) => `${count(n, 'cell', 'cells')} copied.`,
      notCopied: 'So many rows cannot be copied at once. Nothing was copied.',
      tooMany: (n: string) => `At most ${n} rows can be changed at once. Nothing was changed.`,
      shown: (n: number) => `${count(n, 'row', 'rows')} shown.`,
      failed: 'The change could not be made. Try again.',
    },
    continueAll: (n: number) => `Continue with ${count(n, 'record', 'records')}`,
    continueGood: (n: number) => `Continue with the ${count(n, 'good record', 'good records')}`,
    keepBad: (n: number) =>
      n === 1
        ? '1 record has errors. Fix it here, or continue without it: it is saved to a file that you can fix and import later.'
        : `${count(n, 'record', 'records')} have errors. Fix them here, or continue without them: they are saved to a file that you can fix and import later.`,
    noGood: 'No record can be imported. Fix at least one.',
    laterName: (name: string) => `to fix - ${name}`,
  },

  upload: {
    phase: {
      sending: 'Sending the file',
      waiting: 'Waiting for the connection',
      paused: 'The upload is paused',
      sent: 'The file has arrived. The import starts.',
      failed: 'The upload has stopped',
      cancelled: 'The upload is cancelled',
    },
    ofBytes: (sent: string, all: string) => `${sent} of ${all}`,
    perSecond: (bytes: string) => `${bytes} per second`,
    connectionLost: 'The connection is interrupted. The upload continues as soon as it is back.',
    continueUntil: (when: string) => `You can continue until ${when}.`,
    keepOpen: 'Keep this page open until the file is sent. If it closes, you can continue later.',
    pause: 'Pause',
    continue: 'Continue',
    fileChanged: {
      title: 'The file was changed while it was sent',
      advice: 'Cancel this upload, and import the file again when no other program changes it.',
    },
    cancel: {
      button: 'Cancel the upload',
      title: 'Cancel the upload?',
      advice: 'What has arrived is deleted. No record is imported.',
      keep: 'Keep the upload',
    },
    unfinished: {
      title: 'The upload is not finished',
      short: 'Upload not finished',
      of: (name: string) => `The upload of ${name} is not finished`,
      link: 'Continue the upload',
      arrived: (arrived: string, all: string) => `${arrived} of ${all} have arrived.`,
      choose: (name: string) => `Choose ${name} again: only what is missing is sent.`,
      chooseSmall: (name: string) => `Choose ${name} again to send it.`,
      drop: (name: string) => `Drop ${name} here`,
      browse: 'Choose the file again',
      lost: 'Files of this size are sent in one piece. This browser does not know how the file was to be read, so begin a new import.',
      comparing: 'Comparing the file with what has arrived',
      elsewhere: {
        title: 'The file is sent in another tab',
        advice: 'Leave that tab open until the file has arrived.',
      },
      'other-name': (name: string, expected: string) => ({
        title: `This is ${name}`,
        advice: `The upload is of ${expected}. Choose that file, or cancel the upload and import the other file.`,
      }),
      'other-size': (bytes: string, expected: string) => ({
        title: 'The file has another size now',
        advice: `It had ${expected} when the upload began, and has ${bytes} now. Choose the file as it was, or cancel the upload and import the new one.`,
      }),
      changed: {
        title: 'The file has other content now',
        advice:
          'It was changed since the upload began. Choose the file as it was, or cancel the upload and import the new one.',
      },
    },
  },

  watch: {
    course: 'Steps of the import',
    step: {
      upload: 'Upload',
      read: 'Reading the file',
      evaluate: 'Preview of the changes',
      confirm: 'Your confirmation',
      import: 'Import',
      results: 'Results',
    },
    state: { done: 'done', current: 'in progress', ahead: 'not yet' },
    shortTime: 'less than 1 sec',
    failedSoFar: (n: number) => `${count(n, 'record', 'records')} failed so far`,
    warningsSoFar: (n: number) => `${count(n, 'warning', 'warnings')} so far`,
    noneFailed: 'No record has failed so far',
    issues: 'Errors and warnings so far',
    otherIssues: (n: number) => count(n, 'other problem', 'other problems'),
    firstIn: (record: string) => `first in record ${record}`,
    mayClose: 'You can close this tab. The import continues.',
    mayCloseMail: (addresses: string) => `You can close this tab. The result is sent to ${addresses}.`,
    notify: 'Notify me',
    willNotify: 'This browser notifies you at the end, as long as the tab is open.',
    notifyDenied: 'This browser does not allow notifications of this page.',
    tabTitle: (percent: string, name: string) => `${percent} · ${name}`,
    endTitle: (status: string, name: string) => `${status} · ${name}`,
    announceConfirmation: 'The import waits for your confirmation.',
    announceEnd: (status: string, records: string) => `The import has ended: ${status}. ${records}`,
    cancel: {
      button: 'Cancel',
      title: 'Cancel the import?',
      advice:
        'Records that were imported stay imported. The others are not imported. You can resume the import later.',
      keep: 'Let it continue',
      confirm: 'Cancel the import',
    },
    resume: { button: 'Resume the import' },
  },

  review: {
    title: 'Review',
    before: 'Review before importing',
    beforeHelp: 'You see what would change, and decide then.',
    required: 'Your organization requires it: you see what would change, and decide then.',
    outcomes: {
      created: 'To be created',
      updated: 'To be updated',
      unchanged: 'Unchanged',
      failed: 'With errors',
    },
    lead: {
      changes: ({ created, updated, unchanged }: ReviewFacts) =>
        `Nothing is imported yet. The import would ${[
          ...(created > 0 ? [`create ${count(created, 'user', 'users')}`] : []),
          ...(updated > 0 ? [`update ${count(updated, 'user', 'users')}`] : []),
        ].join(
          ' and ',
        )}.${unchanged > 0 ? ` ${count(unchanged, 'record', 'records')} would change nothing.` : ''}`,
      noChanges: ({ unchanged, failed }: ReviewFacts) =>
        failed > 0
          ? `Nothing would change: ${unchanged === 1 ? 'the user of 1 record is' : `the users of ${count(unchanged, 'record', 'records')} are`} stored like this already, and the others have errors.`
          : 'Nothing would change: all users of the file are stored like this already.',
      nothing: (_: ReviewFacts) => 'Nothing can be imported: every record has errors.',
    },
    withErrors: (n: number) =>
      n === 1
        ? '1 record has errors. It is not imported; you can fix it afterwards.'
        : `${count(n, 'record', 'records')} have errors. They are not imported; you can fix them afterwards.`,
    until: (when: string) => `Decide by ${when}. After that, the import expires.`,
    confirm: ({ created, updated }: Pick<ReviewFacts, 'created' | 'updated'>) => {
      const changes = [
        ...(created > 0 ? [`create ${count(created, 'user', 'users')}`] : []),
        ...(updated > 0 ? [`update ${count(updated, 'user', 'users')}`] : []),
      ];
      return changes.length === 0 ? 'Finish without changes' : `Import: ${changes.join(', ')}`;
    },
    refuse: 'Do not import',
  },

  outcome: {
    causes: {
      FILE_MISSING: 'The file did not arrive in time.',
      NOT_CONFIRMED: 'The import was not confirmed in time.',
      SUPERSEDED: 'A newer import has taken its place.',
      Cancelled: 'The import was cancelled on request.',
      ErrorBudgetExceeded: 'More records failed than the import allows.',
      SourceChanged: 'The file was replaced while it was imported.',
      SourceDeleted: 'The file was deleted before the import was complete.',
      ExecutionStopped: 'The import was stopped from outside.',
      ExecutionTimedOut: 'The import took longer than an import may take.',
      ExecutionLost: 'The import was started and then lost.',
      FunctionKilled: 'The system failed at a part of the file.',
    },
    fixFailed: (n: number) =>
      n === 1 ? 'Fix the failed record' : `Fix ${count(n, 'failed record', 'failed records')}`,
    discard: 'Another file has corrections that are not sent. Discard them?',
    chooseAgain: 'Choose another file',
    leftOut: {
      title: (n: number) =>
        n === 1
          ? '1 record of your file was not sent'
          : `${count(n, 'record', 'records')} of your file were not sent`,
      advice: (fileName: string) =>
        `Errors were left in the check. You have a file for later: “${fileName}”.`,
      fix: (n: number): string => (n === 1 ? 'Fix this record' : 'Fix these records'),
      save: 'Save the file again',
    },
    headline: {
      imported: (facts: OutcomeFacts) => ({
        title: allImported(facts),
        advice: facts.hasLeftOut
          ? 'Your file had others, which were not sent.'
          : 'You have nothing left to do.',
      }),
      importedWithWarnings: (facts: OutcomeFacts) => ({
        title: allImported(facts),
        advice: `Read ${facts.warnings === 1 ? 'the warning' : `the ${count(facts.warnings, 'warning', 'warnings')}`} below: a value may not be what you meant.`,
      }),
      unchanged: (_: OutcomeFacts) => ({
        title: 'Nothing has changed',
        advice: 'Every user was stored already as the file says.',
      }),
      partly: ({ failed, records }: OutcomeFacts) => ({
        title: `${count(failed, 'record', 'records')} of ${count(records, '', '').trim()} failed`,
        advice:
          failed === 1
            ? 'The others are imported. Fix the failed record, and import only this one.'
            : 'The others are imported. Fix the failed records, and import only these.',
      }),
      nothing: ({ failed }: OutcomeFacts) => ({
        title: 'No record is imported',
        advice: `${failed === 1 ? 'The only record' : `All ${count(failed, 'record', 'records')}`} failed. Read the errors below, then fix the records.`,
      }),
      evaluated: (_: OutcomeFacts) => ({
        title: 'Nothing is imported: this import was only an evaluation',
        advice: 'All records can be imported. Import the file again, without the evaluation.',
      }),
      evaluatedWithErrors: ({ failed }: OutcomeFacts) => ({
        title: 'Nothing is imported: this import was only an evaluation',
        advice: `${count(failed, 'record', 'records')} would fail. Fix the file as the errors below say, and import it.`,
      }),
      rejected: (_: OutcomeFacts) => ({
        title: 'The file was rejected. No record was imported.',
        advice: 'Fix the file as described, and import it again.',
      }),
      stopped: ({ failed }: OutcomeFacts) => ({
        title: 'The import was stopped, because too many records failed',
        advice: `${count(failed, 'record', 'records')} failed before that. Read the errors below. If the file is the right one, resume the import; otherwise import another file.`,
      }),
      aborted: ({ imported }: OutcomeFacts) => ({
        title: 'The import was aborted before its end',
        advice: `${stillImported(imported)} Resume it. If it is aborted again, tell your administrator.`,
      }),
      cancelled: ({ imported }: OutcomeFacts) => ({
        title: 'The import was cancelled',
        advice: `${stillImported(imported)} You can import the file again.`,
      }),
      expired: (_: OutcomeFacts) => ({
        title: 'The import has expired. No record was imported.',
        advice: 'It waited too long for its file or for your confirmation. Import the file again.',
      }),
      superseded: (_: OutcomeFacts) => ({
        title: 'A newer version of the file replaced this import',
        advice: 'Look at the newer import. You have nothing else to do here.',
      }),
    },
  },

  issues: {
    title: 'Errors and warnings',
    severity: { error: 'Error', warning: 'Warning' },
    firstIn: (record: string) => `first in record ${record}`,
    others: (n: number) => count(n, 'other problem', 'other problems'),
    showRecords: 'Show records',
  },

  records: {
    title: 'Records',
    record: 'Record',
    user: 'User',
    outcome: 'Outcome',
    details: 'Details',
    field: 'Field',
    issue: 'Problem',
    anyOutcome: 'All outcomes',
    anyIssue: 'All problems',
    anyField: 'All fields',
    code: {
      BAD_REQUEST: 'Cannot be read',
      VALIDATION_FAILED: 'Value is not valid',
      NOT_FOUND: 'Does not exist',
      CONFLICT: 'Conflicts with stored data',
      ITEM_TOO_LARGE: 'Too large',
    },
    open: (n: string) => `Open record ${n}`,
    noUser: 'Not readable',
    none: 'No record matches the filters.',
    clearFilters: 'Show all records',
    expired: 'Single records can be seen for 14 days. Download the files instead, if they are still there.',
    pages: 'Pages of records',
    page: (n: string) => `Page ${n}`,
    previous: 'Previous',
    next: 'Next',
    further: (n: number) => `and ${count(n, 'more', 'more')}`,
    number: (n: string) => `Record ${n}`,
    line: (n: string) => `Line ${n} of the file`,
    sent: 'As sent',
    before: 'Stored before',
    after: 'Stored after',
    wouldBe: 'Would be stored',
    noValue: 'no value',
    becomes: 'becomes',
    sentGone: 'The file that was sent is not stored any more.',
    beforeUnknown: 'What was stored before is known only of imports that were reviewed.',
  },

  /** Of the types that Rollcall has. Other types have the words of the service. */
  importTypeNames: {
    participants: { title: 'Participants', about: 'People in a referral program.' },
    'workspace-users': {
      title: 'Workspace users',
      about:
        'Users of a workspace, with their status, role, groups and usernames. You see the changes before they are made.',
    },
    'group-members': { title: 'Group members', about: 'Members of the groups of a social network.' },
    'user-feed': {
      title: 'User feed',
      about: 'Users as a header file and a data file in JSON, as other systems export them.',
    },
  },

  types: {
    title: 'Import types',
    subtitle: 'What you can import, with templates and rules.',
    back: 'All import types',
    template: 'Template',
    sample: 'Sample file',
    fields: 'Columns',
    column: 'Column',
    rule: 'What it must contain',
    required: 'Required',
    immutable: 'Cannot be changed later',
    aliases: (names: string) => `Also accepted: ${names}`,
    key: (fields: string) => `A user is identified by ${fields}.`,
    maxRecords: (n: string) => `A file can have up to ${n} records.`,
    byPosition: (columns: string) => `A file without a header row has the columns ${columns}.`,
  },

  settings: {
    title: 'Settings',
    none: {
      title: 'There is nothing that you may change',
      advice: 'Ask your administrator for the permission.',
    },
    section: {
      general: 'General',
      mails: 'E-mails',
      limits: 'Limits',
      columns: 'Remembered columns',
      lists: 'Lists',
      keys: 'API keys',
    },
    byDefault: 'Default',
    save: 'Save',
    saved: 'Saved. Imports that start from now on use these settings.',
    outdated: {
      title: 'Another person has changed the settings',
      kept: 'Their changes are shown, and yours are kept. Check them, and save again.',
      lost: (settings: string) =>
        `You both have changed: ${settings}. Theirs is shown: change it again, or leave it.`,
    },
    notSaved: 'The settings were not saved',
    entry: (n: number) => `Entry ${n}:`,
    addRow: 'Add',
    removeRow: (list: string, n: number) => `${list}: remove entry ${n}`,
    cellOf: (cell: string, list: string, n: number) => `${cell}, ${list}, entry ${n}`,
    cell: {
      id: 'Id',
      name: 'Name',
      shareLink: 'Link with {code}',
      kind: 'array or object',
      importType: 'Import type',
      column: 'Column of the file',
      field: 'Field, or - to leave it out',
    },
    setting: {
      reviewRequired: {
        label: 'Always review before importing',
        help: 'Imports wait until their sender has seen and confirmed the changes.',
      },
      rememberColumns: {
        label: 'Everyone who imports can save how columns are read',
        help: 'Otherwise only administrators can.',
      },
      fullResults: {
        label: 'Results show all fields of the users',
        help: 'Otherwise they show only the fields that were in the file.',
      },
      retentionDays: {
        label: 'Days to keep files',
        help: 'Uploads and results are deleted after these days.',
      },
      encoding: {
        label: 'Encoding of files',
        help: 'For files that do not say it themselves, such as windows-1252.',
      },
      locale: {
        label: 'Dates and numbers',
        help: 'How CSV files write them, such as de-DE.',
      },
      notify: {
        label: 'Recipients',
        help: 'They receive the e-mail about each import, with its files. One address per line.',
      },
      notifyDomains: {
        label: 'Domains of other recipients',
        help: 'A sender can name an address of these domains for each import. One domain per line.',
      },
      'limits.mailsPerDay': { label: 'E-mails per day', help: 'At most so many e-mails are sent in a day.' },
      'limits.openImports': {
        label: 'Open imports',
        help: 'At most so many imports wait or run at the same time.',
      },
      'limits.workspaceUsersRecords': {
        label: 'Records in a file of workspace users',
        help: 'Larger files are rejected.',
      },
      'limits.confirmationHours': {
        label: 'Hours to confirm an import',
        help: 'An import that is not confirmed in time expires.',
      },
      'limits.feedPairHours': {
        label: 'Hours to send the second file of a user feed',
        help: 'After these hours the first file expires.',
      },
      'limits.syncRecords': {
        label: 'Group members that are added at once',
        help: 'Requests with more records are answered later.',
      },
      columns: {
        label: 'Columns with other names',
        help: 'How columns of your files are read, if they are not named like the field.',
      },
      programs: {
        label: 'Referral programs',
        help: 'Participants without a code receive one. In the link, {code} is replaced by it.',
      },
      groups: { label: 'Groups', help: 'Groups that workspace users can be added to. One per line.' },
      sources: {
        label: 'Other systems',
        help: 'Systems in which workspace users can have a user name. One per line.',
      },
      memberGroups: { label: 'Groups of the network', help: 'Groups that members can be added to.' },
      profileFields: { label: 'Profile fields', help: 'Profile fields of the network, for group members.' },
      attributes: {
        label: 'Attributes with several values',
        help: 'Attributes of the user feed that contain lists or objects.',
      },
      allowInKeys: {
        label: 'Values to accept in keys',
        help: 'Rules that are not applied to your keys, such as not-available. One per line.',
      },
      allowedHosts: {
        label: 'Hosts of files',
        help: 'Hosts from which files of group members may be loaded. One per line.',
      },
    },
    keys: {
      about: 'Your servers use API keys to call the API. Give each server a key of its own.',
      readOnly:
        'Your servers use API keys to call the API. Your session can list them, but not change them. To change them, ask the people who run this page for a session with the permission keys:write.',
      create: 'Create a key',
      createAbout: 'You see the key only once, after it was created.',
      none: { title: 'No API keys', advice: 'Create one for each of your servers.' },
      name: 'Name',
      nameHelp: 'For example the name of the server that uses it.',
      rights: 'Rights',
      lifetime: 'Valid for',
      days: (n: number) => count(n, 'day', 'days'),
      untilRevoked: 'Until it is revoked',
      role: { 'tenant-admin': 'Everything', importer: 'Imports only' },
      status: { active: 'Active', expired: 'Expired', revoked: 'Revoked' },
      createdAt: (when: string) => `Created ${when}`,
      neverUsed: 'Never used',
      lastUsed: (when: string) => `Last used ${when}`,
      validUntil: (when: string) => `Valid until ${when}`,
      previousUntil: (when: string) => `The secret before is valid until ${when}`,
      rotate: 'Rotate',
      rotateOf: (name: string) => `Rotate ${name}`,
      revoke: 'Revoke',
      revokeOf: (name: string) => `Revoke ${name}`,
      revokeAbout: 'Programs that use the key stop working at once, and sessions that it created end.',
      created: (name: string) => `The key ${name}`,
      shownOnce: 'Copy it now and store it safely. It is not shown again.',
      copy: 'Copy the key',
      copied: 'Copied',
      copyByHand: 'It is selected: copy it with the keyboard.',
      rotateAbout:
        'The key gets a new secret. The present one stays valid for 24 hours: replace it until then.',
      rotateAgain: (when: string) =>
        `The secret before would be valid until ${when}, and ends now. Check that no server uses it.`,
    },
  },

  operator: {
    section: {
      imports: 'Imports',
      open: 'Open now',
      letters: 'Dead letters',
      activity: 'Activity',
      tenants: 'Tenants',
      audit: 'Audit trail',
    },
    tenant: 'Tenant',
    needsSession:
      'This is data of the tenant. To read it, the console creates a session of the tenant, which its audit trail names.',
    anyTenant: 'All tenants',
    period: 'Period',
    lastDays: (n: number) => (n === 1 ? 'Last 24 hours' : `Last ${n} days`),
    openAsTenant: 'Open as the tenant',
    reasonCode: (code: string) => `Reason: ${code}`,
    chunk: (n: number) => `Chunk ${n} failed.`,
    triedAgain: 'It is tried again automatically.',
    failedFinally: 'It is not tried again.',
    sinceChange: (duration: string) => `Last change ${duration} ago.`,
    signIn: {
      title: 'Operators’ console',
      about: 'Sign in to see the imports of all tenants',
      advice: 'Use the account of your company that has the role of an operator.',
      signIn: 'Sign in',
      signInAt: (host: string) => `Sign in at ${host}`,
      expired: 'Your sign-in has ended. Sign in again.',
      framed: 'Open the console in a tab of its own. It is not available inside another page.',
      none: {
        title: 'Operators cannot sign in here',
        advice:
          'The stage has no issuer with a client for this page. Set “issuers” with “clientId” in the stage configuration.',
      },
      failed: {
        unreachable: {
          title: 'The issuer does not answer',
          advice:
            'Check the network connection, and that the stage configuration names the origin of the issuer’s token endpoint.',
        },
        refused: { title: 'The issuer refused the sign-in', advice: 'Sign in again.' },
        unexpected: { title: 'The sign-in could not be completed', advice: 'Sign in again.' },
        'not-operator': {
          title: 'Your account is not an operator',
          advice: 'Ask your administrator for the role of an operator, then sign in again.',
        },
      },
    },
    imports: {
      title: 'Imports of all tenants',
      subtitle: 'Without file names and values.',
      none: 'No imports match the filters',
    },
    import: {
      title: 'Import',
      titleOf: (tenant: string) => `Import of ${tenant}`,
      back: 'Imports of all tenants',
      wouldBe: 'What it would change',
      noRecords: 'No record has an outcome yet.',
      facts: 'Details',
      times: 'Times',
      id: 'Import',
      stage: 'Stage',
      queue: 'Queue',
      turn: 'May write now',
      turnOf: 'Open the import that may write now',
      execution: 'Execution',
      noExecution: 'Not started',
      openExecution: 'Open in the AWS console',
    },
    time: {
      createdAt: 'Created',
      uploadedAt: 'File arrived',
      startedAt: 'Inspection began',
      inspectedAt: 'Inspected',
      splitAt: 'Split into chunks',
      evaluationStartedAt: 'Evaluation began',
      evaluatedAt: 'Evaluated',
      confirmedAt: 'Confirmed',
      importStartedAt: 'Import began',
      collectingStartedAt: 'Writing of results began',
      endedAt: 'Ended',
      notifiedAt: 'E-mail sent',
    },
    hasEnded: 'The import has ended',
    goesOn: 'The import goes on',
    why: {
      cancelling: 'The import is being cancelled',
      mail: 'The import has ended, and its e-mail was not sent yet',
      upload: 'The import waits for its file',
      confirmation: 'The import waits for a person to confirm it',
      working: 'The import has had no change for a long time',
      failing: 'A chunk of the import fails',
      turn: 'The import waits for an earlier import of the tenant',
    },
    whyShort: {
      cancelling: 'Is being cancelled',
      mail: 'E-mail not sent yet',
      upload: 'Waits for its file',
      confirmation: 'Waits for a person',
      working: 'Goes on',
      failing: 'A chunk fails',
      turn: 'Waits for its turn',
    },
    act: {
      resume: {
        name: 'Resume',
        title: (tenant: string) => `Resume the import of ${tenant}`,
        about: 'It continues with the records that were not imported. No record is imported twice.',
      },
      cancel: {
        name: 'Cancel the import',
        title: (tenant: string) => `Cancel the import of ${tenant}`,
        about: 'Records that were imported stay imported. You can resume the import later.',
      },
      release: {
        name: 'Release the turn',
        title: (tenant: string) => `Release the turn of an import of ${tenant}`,
        about:
          'The import blocks the queue of its tenant, and its execution is not running. It is ended if possible, and the next import can write.',
      },
      audited: (tenant: string) => `The audit trail of ${tenant} will name you.`,
    },
    trail: {
      title: 'Audit trail',
      show: 'Show the audit trail',
      none: 'There are no entries.',
      by: {
        'api-key': 'API key',
        session: 'Session',
        operator: 'Operator',
        invocation: 'Invocation',
        upload: 'Upload',
      },
      act: 'Act',
      anyAct: 'All acts',
    },
    stageTrail: {
      title: 'Audit trail',
      subtitle: 'What operators and administrators have done with the stage and its tenants.',
    },
    open: {
      title: 'Open now',
      subtitle: 'Imports that have not ended, and the order in which those of a tenant write.',
      none: { title: 'Nothing is open', advice: 'All imports have ended, and their e-mails were sent.' },
      state: { stuck: 'Need attention', working: 'In progress', waiting: 'Waiting' },
      ended: (n: number) => `${n} ended`,
      hasEnded: 'Ended',
      queueOf: (tenant: string) => `Queue of ${tenant}`,
      place: 'Place',
      import: 'Import',
      why: 'What it does',
      unchanged: 'Last change',
      hasTurn: 'May write now',
    },
    activity: {
      title: 'Activity',
      subtitle: 'What the imports of the stage did over time.',
      none: { title: 'No activity', advice: 'There were no imports in this period.' },
      incomplete:
        'There were too many imports to count. The earlier ones are missing: choose a shorter period.',
      records: 'Records',
      recordsAbout: 'Records of the imports that ended',
      imports: 'Imports',
      importsAbout: 'Imports that ended',
      processed: 'Processed',
      failed: 'Failed',
      succeeded: 'Completed',
      withErrors: 'With errors',
      unsuccessful: 'Not completed',
      asTable: 'Show as a table',
      time: 'Time',
      total: (label: string, n: string) => `${label}: ${n}`,
    },
    tenants: {
      title: 'Tenants',
      find: 'Find a tenant',
      found: (n: number, all: number) => `${n} of ${all}`,
      subtitle: 'Companies whose uploads are imported.',
      none: { title: 'No tenants yet', advice: 'Create the first one.' },
      create: 'Create a tenant',
      createAbout: 'Afterwards, open its settings and create an API key for its servers.',
      name: 'Name',
      nameHelp: 'Lower-case letters, digits and hyphens. It cannot be changed later.',
      rate: 'Requests per second',
      rateHelp: 'Of the API, in each instance. Empty: those of the stage.',
      status: { active: 'Active', suspended: 'Suspended' },
      createdAt: (when: string) => `Created ${when}`,
      back: 'All tenants',
      suspend: 'Suspend',
      suspendAbout:
        'Its API keys and sessions are refused at once, and its uploads are rejected. Imports that have begun end as usual. Its data stays.',
      suspendOf: (name: string) => `Suspend ${name}`,
      resume: 'End the suspension',
      imports: 'Imports',
      settings: 'Open the settings',
      suspended: 'The tenant is suspended. Its data cannot be opened.',
    },
    letters: {
      title: 'Dead letters',
      subtitle: 'Events that were not processed, also after several attempts.',
      refresh: 'Refresh',
      none: { title: 'No dead letters', advice: 'All events were processed.' },
      count: (n: number) => count(n, 'message', 'messages'),
      more: (n: number) => `${count(n, 'more message', 'more messages')} in this queue.`,
      queue: {
        'upload-undelivered': {
          title: 'Uploads that were not delivered',
          about: 'The event of an upload did not reach start-import for a day. Send it again.',
        },
        'import-not-started': {
          title: 'Uploads that were not imported',
          about:
            'start-import failed three times. Remove the cause that the error names, then send the upload again. Delete uploads that do not belong to a tenant.',
        },
        'webhook-unsent': {
          title: 'Events that were not sent to webhooks',
          about:
            'send-webhooks failed three times. Read its log, remove the cause, then send the events again.',
        },
        'status-change-lost': {
          title: 'Ends of executions that were lost',
          about:
            'The imports were recovered by the sweep. Read the log of recover-import, then delete the messages.',
        },
        'status-change-unpublished': {
          title: 'Status changes that were not published',
          about:
            'The messages name positions in the stream, which no longer has the changes. Read the log of publish-status-changes, then delete the messages.',
        },
      },
      noTenant: 'No tenant',
      resend: 'Send again',
      resendOf: (id: string) => `Send again: ${id}`,
      resendAll: 'Send all again',
      delete: 'Delete',
      deleteOf: (id: string) => `Delete: ${id}`,
      deleteTitle: 'Delete the message',
      deleteAbout: 'The event is not processed. This cannot be undone.',
      sent: 'Is being sent',
      deleted: 'Deleted',
    },
    messages: {
      title: 'Undelivered webhook messages',
      show: 'Show the messages',
      none: 'Every message was delivered, or is still being tried.',
      attempts: (n: number) => count(n, 'attempt', 'attempts'),
      next: (when: string) => `Next attempt ${when}`,
      resend: 'Send again',
      resendOf: (id: string) => `Send again: ${id}`,
      sent: 'Is being sent',
    },
  },
};

/** Texts with placeholders are functions. */
export type Texts = typeof en;

function allImported({ imported, hasLeftOut }: OutcomeFacts): string {
  if (hasLeftOut) return `${count(imported, 'good record is', 'good records are')} imported`;
  return imported === 1 ? '1 record is imported' : `All ${count(imported, 'record', 'records')} are imported`;
}

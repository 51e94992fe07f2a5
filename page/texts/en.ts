import { counter } from './plural.ts';

const count = counter('en');

const quoted = (text: string) => (text.trim() === '' ? 'blank' : `“${text}”`);
const left = (bad: number) =>
  bad === 0 ? 'No errors are left.' : `${count(bad, 'row has', 'rows have')} errors.`;

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
    retry: 'Try again',
    close: 'Close',
    cancel: 'Cancel',
    back: 'Back',
    continue: 'Continue',
    more: 'Show more',
    select: 'Select',
    requestId: (id: string) => `Request ${id}`,
    connectionLost: {
      title: 'The connection is interrupted',
      advice: 'The page shows what it received last, and tries again every few seconds.',
    },
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
    mayClose: 'You can close this page. The import continues, and you receive an e-mail at the end.',
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
    title: 'New import',
    steps: 'Steps',
    step: {
      type: 'Type',
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
        advice: 'Choose a CSV, JSON or JSON Lines file.',
      }),
      tooLarge: (most: string) => ({
        title: 'The file is too large',
        advice: `Choose a file of at most ${most}, or split this one and import the parts one after another.`,
      }),
    },
    upload: {
      title: 'Upload',
      sending: (sent: string, all: string) => `${sent} of ${all} sent`,
      starting: 'Starting the import …',
      keepOpen: 'Keep this page open until the file is sent.',
      failed: 'The upload did not succeed',
    },
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
      advice: 'Each record can be imported as it is.',
    },
    ofFile: 'About the file as a whole',
    issues: 'What to fix',
    issuesHelp: 'Choose a problem to see its rows.',
    otherIssues: 'Other problems',
    moreIssues: (n: number) => `Show ${count(n, 'more problem', 'more problems')}`,
    inRows: (n: number) => count(n, 'row', 'rows'),
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
    noRows: { title: 'No rows with errors', advice: 'All records of the file can be imported.' },
    noEdits: { title: 'No changes yet', advice: 'Rows that you change are listed here.' },
    row: 'Row',
    line: (n: string) => `Line ${n}`,
    extra: 'No column',
    notImported: 'not imported',
    loadingRow: 'Loading',
    blank: 'blank',
    removedRow: 'This row is left out.',
    edit: 'Edit',
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
      `${count(n, 'record has', 'records have')} errors. Fix them here, or continue without them: they are saved to a file that you can fix and import later.`,
    noGood: 'No record can be imported. Fix at least one.',
    laterName: (name: string) => `to fix - ${name}`,
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
      title: 'The settings were changed by another person',
      advice: 'Load them again, and repeat your change.',
      reload: 'Load again',
    },
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
      readOnly: 'Your servers use API keys to call the API. Your session can list them, but not change them.',
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
    },
  },
};

/** Texts with placeholders are functions. */
export type Texts = typeof en;

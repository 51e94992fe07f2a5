import type { OutcomeFacts, Texts } from './en.ts';
import { counter } from './plural.ts';

const count = counter('de');

const quoted = (text: string) => (text.trim() === '' ? 'leere Zellen' : `„${text}“`);
const left = (bad: number) =>
  bad === 0 ? 'Es gibt keine Fehler mehr.' : `${count(bad, 'Zeile hat', 'Zeilen haben')} Fehler.`;
const stillImported = (n: number) =>
  n === 0
    ? 'Es wurde kein Datensatz importiert.'
    : `${count(n, 'Datensatz ist', 'Datensätze sind')} importiert.`;

export const de: Texts = {
  app: {
    title: 'Importe',
    skip: 'Zum Inhalt springen',
    navigation: 'Hauptnavigation',
    import: 'Neuer Import',
    imports: 'Importe',
    types: 'Importtypen',
    settings: 'Einstellungen',
    unknownScreen: {
      title: 'Diese Seite gibt es nicht',
      advice: 'Prüfen Sie die Adresse, oder öffnen Sie Ihre Importe.',
    },
    openImports: 'Importe öffnen',
    loading: 'Wird geladen …',
    slow: 'Es dauert länger als sonst. Die Seite versucht es weiter.',
    retry: 'Erneut versuchen',
    close: 'Schließen',
    cancel: 'Abbrechen',
    back: 'Zurück',
    continue: 'Weiter',
    more: 'Mehr anzeigen',
    select: 'Auswählen',
    requestId: (id) => `Anfrage ${id}`,
    signOut: 'Abmelden',
    connectionLost: {
      title: 'Die Verbindung ist unterbrochen',
      advice: 'Die Seite zeigt den letzten Stand und versucht es alle paar Sekunden erneut.',
    },
  },

  lists: {
    upToDate: 'Diese Liste ist aktuell.',
    update: 'Liste aktualisieren',
    added: (n) => `${n} neu`,
    left: (n) => `${n} entfernt`,
    reordered: 'Andere Reihenfolge',
    hasLeft: 'Nicht mehr in der Liste',
  },

  session: {
    absent: {
      title: 'Öffnen Sie diese Seite aus Ihrer Anwendung',
      advice:
        'Die Seite braucht eine Sitzung, die Ihre Anwendung anlegt. Gehen Sie zurück zu Ihrer Anwendung, und öffnen Sie den Import dort.',
    },
    expired: {
      title: 'Ihre Sitzung ist abgelaufen',
      advice:
        'Gehen Sie zurück zu Ihrer Anwendung, und öffnen Sie den Import erneut. Begonnene Importe laufen weiter.',
    },
    saveCorrections: 'Datei mit Ihren Korrekturen speichern',
    ended: {
      title: 'Sie sind abgemeldet',
      advice:
        'Um eine Datei zu importieren, öffnen Sie den Import erneut aus Ihrer Anwendung. Begonnene Importe laufen weiter.',
    },
    unsent:
      'Eine Datei ist noch nicht angekommen. Abmelden? Sie wird dann nicht gesendet, und Ihre Korrekturen an ihr gehen verloren.',
    refused: {
      title: 'Ihre Anwendung hat keine Sitzung geöffnet',
      advice:
        'Versuchen Sie es erneut. Wenn es wieder misslingt, melden Sie sich in Ihrer Anwendung neu an. Importe, die begonnen haben, laufen weiter.',
    },
  },

  problems: {
    unreachable: {
      title: 'Es besteht keine Verbindung',
      advice: 'Prüfen Sie die Netzwerkverbindung, und versuchen Sie es erneut.',
    },
    unavailable: {
      title: 'Der Dienst ist zurzeit nicht verfügbar',
      advice:
        'Versuchen Sie es in einer Minute erneut. Hilft das nicht, wenden Sie sich an Ihre Administration.',
    },
    transferRefused: {
      title: 'Die Datei wurde nicht angenommen',
      advice:
        'Versuchen Sie es erneut. Wenn es wieder misslingt, prüfen Sie, ob ein anderes Programm die Datei gerade ändert.',
    },
    otherVersion: {
      title: 'Die Seite passt nicht zum Dienst',
      advice: 'Laden Sie die Seite neu. Wenn das nicht hilft, wenden Sie sich an Ihre Administration.',
    },
    unknown: {
      title: 'Etwas ist schiefgegangen',
      advice:
        'Laden Sie die Seite neu, und versuchen Sie es erneut. Wenn es wieder misslingt, wenden Sie sich an Ihre Administration.',
    },
    byKind: {
      'invalid-request': {
        title: 'Die Anfrage wurde abgelehnt',
        advice: 'Korrigieren Sie, was hier genannt ist, und versuchen Sie es erneut.',
      },
      unauthenticated: {
        title: 'Ihre Sitzung ist abgelaufen',
        advice: 'Öffnen Sie den Import erneut aus Ihrer Anwendung.',
      },
      forbidden: {
        title: 'Sie haben keine Berechtigung',
        advice:
          'Bitten Sie Ihre Administration um die Berechtigung, oder öffnen Sie die Seite erneut aus Ihrer Anwendung.',
      },
      'tenant-inactive': {
        title: 'Das Konto Ihrer Organisation ist gesperrt',
        advice: 'Wenden Sie sich an den Support Ihrer Anwendung.',
      },
      'not-found': {
        title: 'Nicht gefunden',
        advice: 'Es existiert nicht, ist abgelaufen, oder Sie haben keinen Zugriff darauf.',
      },
      conflict: {
        title: 'Das ist jetzt nicht möglich',
        advice: 'Laden Sie die Seite neu, um den aktuellen Stand zu sehen.',
      },
      'import-damaged': {
        title: 'Der Import kann nicht gelesen werden',
        advice:
          'Was über ihn gespeichert ist, ist beschädigt. Wenden Sie sich an den Support Ihrer Anwendung.',
      },
      'precondition-failed': {
        title: 'Es wurde in der Zwischenzeit geändert',
        advice: 'Laden Sie die Seite neu, um den aktuellen Stand zu sehen, und ändern Sie es dann erneut.',
      },
      'upload-incomplete': {
        title: 'Die Datei ist noch nicht vollständig übertragen',
        advice: 'Wählen Sie die Datei erneut, um fortzufahren.',
      },
      'too-large': {
        title: 'Die Datei ist zu groß',
        advice: 'Teilen Sie die Datei, und importieren Sie die Teile nacheinander.',
      },
      'too-many-requests': {
        title: 'Zu viele Anfragen',
        advice: 'Warten Sie eine Minute, und versuchen Sie es erneut.',
      },
      'internal-error': {
        title: 'Im Dienst ist ein Fehler aufgetreten',
        advice:
          'Versuchen Sie es in einer Minute erneut. Wenn es wieder misslingt, nennen Sie Ihrer Administration die Nummer der Anfrage.',
      },
      'issuer-unavailable': {
        title: 'Der Anmeldedienst antwortet nicht',
        advice: 'Versuchen Sie es in einer Minute erneut.',
      },
    },
    byCode: {
      NoSuchImport: {
        title: 'Diesen Import gibt es nicht',
        advice: 'Er existiert nicht, ist verfallen, oder Sie haben keinen Zugriff darauf.',
      },
      AlreadyEnded: { title: 'Der Import ist schon beendet', advice: 'Sie haben nichts weiter zu tun.' },
      NotWaiting: {
        title: 'Der Import wartet nicht mehr darauf',
        advice:
          'Eine andere Person hat entschieden, oder die Zeit ist abgelaufen. Laden Sie die Seite neu, um den aktuellen Stand zu sehen.',
      },
      NotResumable: {
        title: 'Der Import kann nicht fortgesetzt werden',
        advice:
          'Er wurde schon fortgesetzt, es ist nichts mehr zu importieren, oder seine Datei ist nicht mehr gespeichert. Dann importieren Sie sie erneut.',
      },
      SourceChanged: {
        title: 'Die Datei wurde inzwischen ersetzt',
        advice: 'Importieren Sie die Datei erneut.',
      },
      NoTurn: {
        title: 'Der Import hält keinen anderen auf',
        advice: 'Er ist in seiner Warteschlange nicht an der Reihe.',
      },
      Running: { title: 'Der Import läuft', advice: 'Warten Sie auf sein Ende, oder brechen Sie ihn ab.' },
      NotStarted: {
        title: 'Der Import hat noch nicht begonnen',
        advice: 'Warten Sie, bis er begonnen hat, oder brechen Sie ihn ab.',
      },
    },
  },

  status: {
    AWAITING_UPLOAD: 'Wartet auf die Datei',
    QUEUED: 'In der Warteschlange',
    RUNNING: 'Läuft',
    AWAITING_CONFIRMATION: 'Wartet auf Sie',
    COMPLETED: 'Abgeschlossen',
    COMPLETED_WITH_ERRORS: 'Mit Fehlern abgeschlossen',
    EVALUATED: 'Probelauf',
    REJECTED: 'Abgelehnt',
    CANCELLED: 'Abgebrochen',
    EXPIRED: 'Verfallen',
    SUPERSEDED: 'Ersetzt',
    STOPPED: 'Angehalten',
    ABORTED: 'Vorzeitig beendet',
  },

  outcomes: {
    created: 'Neu angelegt',
    updated: 'Geändert',
    unchanged: 'Unverändert',
    failed: 'Fehlgeschlagen',
    warnings: (n) => count(n, 'Warnung', 'Warnungen'),
    records: (n) => count(n, 'Datensatz', 'Datensätze'),
    share: (label, n) => `${label}: ${n}`,
  },

  imports: {
    title: 'Importe',
    subtitle: 'Alle importierten Dateien und was daraus geworden ist.',
    file: 'Datei',
    type: 'Typ',
    status: 'Status',
    records: 'Datensätze',
    created: 'Begonnen',
    anyStatus: 'Alle Status',
    anyType: 'Alle Typen',
    none: { title: 'Noch keine Importe', advice: 'Importieren Sie eine Datei: Hier sehen Sie den Verlauf.' },
    noMatch: {
      title: 'Kein Import passt zu den Filtern',
      advice: 'Wählen Sie einen anderen Status oder Typ.',
    },
    clearFilters: 'Filter zurücksetzen',
  },

  detail: {
    backToImports: 'Alle Importe',
    startedAt: (when) => `Begonnen ${when}`,
    attempt: (n) => `Versuch ${n}`,
    progress: 'Fortschritt',
    stage: {
      uploading: 'Wartet auf die Datei',
      inspecting: 'Die Datei wird gelesen',
      splitting: 'Die Datensätze werden gezählt',
      evaluating: 'Die Vorschau wird erstellt',
      confirming: 'Wartet auf Ihre Bestätigung',
      waiting: 'Wartet auf frühere Importe',
      importing: 'Die Datensätze werden importiert',
      collecting: 'Die Ergebnisse werden geschrieben',
      cancelling: 'Wird abgebrochen',
      notifying: 'Die E-Mail wird gesendet',
      ended: 'Beendet',
    },
    done: (done, all) => `${done} von ${all} Datensätzen`,
    perSecond: (n) => `${n} Datensätze pro Sekunde`,
    timeLeft: (duration) => `Noch etwa ${duration}`,
    queuePosition: (n) => (n <= 1 ? 'Als Nächstes an der Reihe' : `Position ${n} in der Warteschlange`),
    result: 'Ergebnis',
    files: 'Dateien',
    download: (name) => `${name} herunterladen`,
    file: {
      results: 'Eine Zeile für jeden Datensatz',
      preview: 'Was der Import ändern würde',
      errors: 'Fehler und Warnungen',
      'failed-records':
        'Fehlgeschlagene Datensätze mit ihren Fehlern: Korrigieren und importieren Sie diese Datei',
      'unprocessed-records': 'Datensätze, die nicht importiert wurden',
    },
    reason: {
      REJECTED: 'Die Datei wurde abgelehnt. Es wurde kein Datensatz importiert.',
      CANCELLED: 'Der Import wurde abgebrochen. Bereits importierte Datensätze bleiben importiert.',
      ABORTED: 'Der Import wurde vorzeitig beendet.',
      STOPPED: 'Der Import wurde angehalten, weil zu viele Datensätze fehlgeschlagen sind.',
      EXPIRED: 'Der Import ist verfallen.',
      SUPERSEDED: 'Eine neuere Fassung der Datei hat diesen Import ersetzt.',
    },
  },

  import: {
    discard: 'Ihre Datei hat Korrekturen, die nicht gesendet sind. Sollen sie verworfen werden?',
    title: 'Neuer Import',
    steps: 'Schritte',
    step: {
      type: 'Typ',
      group: 'Gruppe',
      file: 'Datei',
      columns: 'Spalten',
      check: 'Prüfung',
      review: 'Vorschau',
      upload: 'Übertragung',
    },
    stepOf: (n, of, name) => `Schritt ${n} von ${of}: ${name}`,
    type: {
      title: 'Was möchten Sie importieren?',
      none: {
        title: 'Es gibt nichts, was Sie importieren dürfen',
        advice: 'Bitten Sie Ihre Administration, einen Importtyp freizugeben.',
      },
    },
    file: {
      title: 'Wählen Sie eine Datei',
      chosen: 'Wird die Datei richtig gelesen?',
      drop: 'Ziehen Sie Ihre Datei hierher',
      dropNow: 'Loslassen, um diese Datei zu wählen',
      or: 'oder',
      browse: 'Datei wählen',
      another: 'Andere Datei wählen',
      accepted: (formats) => `${formats}, auch mit gzip komprimiert`,
      template: 'Vorlage herunterladen',
      empty: { title: 'Die Datei ist leer', advice: 'Wählen Sie eine Datei mit mindestens einem Datensatz.' },
      oneFile: { title: 'Wählen Sie nur eine Datei', advice: 'Sie können jeweils eine Datei importieren.' },
      otherKind: (name) => ({
        title: `${name} kann nicht importiert werden`,
        advice:
          'Wählen Sie eine Datei in einem der genannten Formate. Speichern Sie andere Arbeitsmappen, etwa .xls und .ods, als .xlsx oder CSV.',
      }),
      tooLarge: (most) => ({
        title: 'Die Datei ist zu groß',
        advice: `Wählen Sie eine Datei mit höchstens ${most}, oder teilen Sie diese, und importieren Sie die Teile nacheinander.`,
      }),
    },
    group: {
      title: 'In welche Gruppe?',
      group: 'Gruppe',
      choose: 'Auswählen …',
      role: 'Rolle',
      roles: { 2: 'Einfach', 3: 'Mitglied', 4: 'Moderator', 5: 'Administrator' },
      blocked: 'Mitglieder sperren',
      blockedHelp: 'Sie werden als Mitglieder gespeichert, die in der Gruppe gesperrt sind.',
      columns: (names) =>
        `Die Datei hat keine Zeile mit Namen. Ihre Spalten sind in dieser Reihenfolge: ${names}.`,
      always: ['E-Mail-Adresse', 'Vorname', 'Nachname'],
      add: 'Profilfeld hinzufügen',
      remove: (name) => `${name} entfernen`,
      none: {
        title: 'Ihre Organisation hat keine Gruppen',
        advice: 'Bitten Sie Ihre Administratoren, die Gruppen in den Einstellungen anzulegen.',
      },
    },
    pair: {
      title: 'Wählen Sie die zwei Dateien',
      chosen: 'Werden die Dateien richtig gelesen?',
      drop: 'Ziehen Sie die Kopfdatei und die Datendatei hierher',
      dropNow: 'Loslassen, um diese Dateien zu wählen',
      browse: 'Dateien wählen',
      others: 'Andere Dateien wählen',
      names:
        'user_feed_header_JJJJMMTThhmmss.json und user_feed_data_JJJJMMTThhmmss.json; die Datendatei auch mit gzip komprimiert',
      half: (missing) => ({
        title: 'Eine weitere Datei fehlt',
        advice: `Wählen Sie auch ${missing}.`,
      }),
      noPair: (names) => ({
        title: 'Diese Dateien gehören nicht zusammen',
        advice: `Wählen Sie eine Kopfdatei und eine Datendatei mit derselben Zeit im Namen. Sie haben ${names} gewählt.`,
      }),
      misnamed: 'Der Name einer Datei ist nicht gültig',
    },
    upload: {
      title: 'Übertragung',
      starting: 'Der Import wird gestartet …',
      failed: 'Der Import wurde nicht angelegt',
    },
  },

  reading: {
    recognising: 'Wird gelesen …',
    correct: 'Korrigieren',
    preview: 'Erste Zeilen der Datei',
    delimiterNames: { ',': 'Komma', ';': 'Semikolon', '\t': 'Tabulator', '|': 'senkrechter Strich' },
    delimiterItems: {
      ',': 'Komma (,)',
      ';': 'Semikolon (;)',
      '\t': 'Tabulator',
      '|': 'Senkrechter Strich (|)',
    },
    sheetNamed: (name) => `Blatt „${name}“`,
    headerIn: (row) => `Namen in Zeile ${row}`,
    encoding: 'Zeichensatz',
    delimiter: 'Trennzeichen',
    locale: 'Datum und Zahlen',
    isoDates: 'Nach ISO 8601 · 2026-12-31',
    tenantLocale: (locale) => `Wie in den Einstellungen · ${locale}`,
    sheet: 'Tabellenblatt',
    headerRow: 'Zeile mit den Namen der Spalten',
    unreadable: 'Diese Datei kann so nicht importiert werden',
    wrongEncoding: {
      title: 'Einige Buchstaben können nicht gelesen werden',
      advice:
        'Wählen Sie unter „Korrigieren“ einen anderen Zeichensatz, bis Namen und Orte richtig aussehen.',
    },
  },

  columns: {
    title: 'Welche Spalte enthält was?',
    subtitle: (columns) => `${count(columns, 'Spalte', 'Spalten')} in Ihrer Datei`,
    column: 'Spalte Ihrer Datei',
    samples: 'Werte',
    field: 'Wird gelesen als',
    fieldOf: (column) => `Spalte ${column} wird gelesen als`,
    noSamples: 'Keine Werte in den ersten Zeilen',
    choose: 'Bitte wählen …',
    leaveOut: 'Nicht importieren',
    keepAs: (field) => `Behalten als ${field}`,
    requiredField: (field) => `${field} (erforderlich)`,
    takenField: (label, column) => `${label} – jetzt ${column}`,
    origin: {
      remembered: 'Gemerkt',
      suggested: 'Vorschlag',
      chosen: 'Von Ihnen gewählt',
      unknown: 'Nicht bekannt',
    },
    leftOut: 'Die Werte dieser Spalte werden nicht importiert.',
    undecided: 'Wählen Sie ein Feld, oder importieren Sie die Spalte nicht.',
    shared: (field, others) =>
      `${others} wird auch als ${field} gelesen. Wählen Sie für eine davon ein anderes Feld, oder importieren Sie eine nicht.`,
    show: 'Anzeigen',
    attention: (n) => `Zu prüfen (${n})`,
    all: (n) => `Alle Spalten (${n})`,
    missing: {
      title: (fields, n) =>
        n === 1 ? `Jeder Datensatz braucht ${fields}` : `Jeder Datensatz braucht diese Felder: ${fields}`,
      advice: (n) =>
        `${n === 1 ? 'Wählen Sie die Spalte, die den Wert enthält' : 'Wählen Sie die Spalten, die diese Werte enthalten'}. Wenn es keine gibt, ergänzen Sie die Datei, und wählen Sie sie erneut.`,
    },
    unknown: {
      title: (n) => `${count(n, 'Spalte ist', 'Spalten sind')} nicht bekannt.`,
      keep: 'Alle behalten',
      leaveOut: 'Alle weglassen',
      kept: (n) => `${count(n, 'Spalte wird', 'Spalten werden')} behalten.`,
      left: (n) => `${count(n, 'Spalte wird', 'Spalten werden')} nicht importiert.`,
    },
    toDecide: (n) => `Über ${count(n, 'Spalte', 'Spalten')} müssen Sie noch entscheiden.`,
    remember: 'Für die nächsten Importe merken',
    rememberHelp: 'Dateien mit diesen Spalten werden dann ebenso gelesen, für alle in Ihrer Organisation.',
    rejected: 'Mit diesen Spalten kann die Datei nicht importiert werden',
    notRemembered: 'Die Spalten konnten nicht gemerkt werden',
  },

  check: {
    title: 'Datei prüfen',
    reading: 'Die Datei wird gelesen …',
    checking: 'Die Datei wird geprüft',
    soFar: (n) => `${count(n, 'Datensatz', 'Datensätze')} geprüft`,
    checked: (n, bad) =>
      `${count(n, 'Datensatz', 'Datensätze')} geprüft: ${bad === 0 ? 'keine Fehler' : `${count(bad, 'Datensatz hat', 'Datensätze haben')} Fehler`}.`,
    failed: 'Die Datei konnte nicht geprüft werden',
    rejected: 'Die Datei kann nicht importiert werden',
    totals: 'Ergebnis der Prüfung',
    ready: 'bereit zum Import',
    bad: 'mit Fehlern',
    warnings: 'Warnungen',
    clean: {
      title: 'Alles passt',
      advice: 'Kein Datensatz hat einen Fehler.',
    },
    cleanFailed: {
      title: 'Die Zeilen selbst haben keine Fehler',
      advice: (column: string) =>
        `Die Spalte ${column} sagt, warum diese Datensätze fehlgeschlagen sind. Korrigieren Sie das, bevor Sie sie erneut importieren.`,
    },
    storedUsers:
      'Die Zeilen sind miteinander verglichen, aber nicht mit den gespeicherten Benutzern. Ob ein eindeutiger Wert einem gespeicherten Benutzer gehört, zeigt sich nach dem Hochladen.',
    comparedUntil: (row: string) =>
      `Viele Zeilen haben einen Benutzer oder einen eindeutigen Wert gemeinsam. Sie sind bis Zeile ${row} miteinander verglichen. Konflikte in späteren Zeilen zeigen sich nach dem Hochladen.`,
    ofFile: 'Zur Datei als Ganzes',
    issues: 'Was zu korrigieren ist',
    issuesHelp: 'Wählen Sie ein Problem, um seine Zeilen zu sehen.',
    otherIssues: 'Andere Probleme',
    moreNotes: (n) => `${count(n, 'weiteren Hinweis', 'weitere Hinweise')} anzeigen`,
    moreIssues: (n) => `${count(n, 'weiteres Problem', 'weitere Probleme')} anzeigen`,
    times: (n) => `${n} ×`,
    rows: 'Zeilen der Datei',
    show: 'Zeilen anzeigen',
    all: 'Alle Zeilen',
    onlyBad: 'Mit Fehlern',
    onlyEdited: 'Geändert',
    onlyGroup: 'Dieses Problem',
    again: 'Zeilen aktualisieren',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    none: {
      all: { title: 'Keine Zeilen', advice: 'Die Datei hat keine Datensätze.' },
      bad: {
        title: 'Keine Zeilen mit Fehlern',
        advice: 'Alle Datensätze der Datei können importiert werden.',
      },
      group: {
        title: 'Dieses Problem ist gelöst',
        advice: 'Keine Zeile hat es mehr. Wählen Sie andere Zeilen.',
      },
      edited: { title: 'Noch keine Änderungen', advice: 'Zeilen, die Sie ändern, stehen hier.' },
    },
    row: 'Zeile',
    line: (n) => `Zeile ${n} der Datei`,
    extra: 'Ohne Spalte',
    notImported: 'nicht importiert',
    loadingRow: 'Wird geladen',
    blank: 'leer',
    removedRow: 'Diese Zeile wird ausgelassen.',
    edit: 'Bearbeiten',
    use: (value) => `${value} übernehmen`,
    editCell: (column, row) => `${column}, Zeile ${row}`,
    removeRow: 'Diese Zeile auslassen',
    keys: 'Die Eingabetaste bearbeitet eine Zelle, Escape bricht ab. Strg+Z macht die letzte Änderung rückgängig. Sie können Zellen aus einer Tabelle einfügen.',
    replace: 'Ersetzen',
    solved: 'Gelöst:',
    replaceAll: (from, to, n) =>
      `${quoted(from)} in ${count(n, 'weiteren Zeile', 'weiteren Zeilen')} durch ${quoted(to)} ersetzen`,
    said: {
      edited: (n, bad) => `${count(n, 'Zeile', 'Zeilen')} geändert. ${left(bad)}`,
      undone: (n, bad) => `In ${count(n, 'Zeile', 'Zeilen')} rückgängig gemacht. ${left(bad)}`,
      redone: (n, bad) => `In ${count(n, 'Zeile', 'Zeilen')} wiederholt. ${left(bad)}`,
      nothing: 'Nichts wurde geändert.',
      copied: (n) => `${count(n, 'Zelle', 'Zellen')} kopiert.`,
      notCopied: 'So viele Zeilen können nicht auf einmal kopiert werden. Nichts wurde kopiert.',
      tooMany: (n) => `Höchstens ${n} Zeilen können auf einmal geändert werden. Nichts wurde geändert.`,
      shown: (n) => `${count(n, 'Zeile', 'Zeilen')} angezeigt.`,
      failed: 'Die Änderung ist nicht gelungen. Versuchen Sie es noch einmal.',
    },
    continueAll: (n) => `Weiter mit ${count(n, 'Datensatz', 'Datensätzen')}`,
    continueGood: (n) => `Weiter mit ${count(n, 'gültigen Datensatz', 'gültigen Datensätzen')}`,
    keepBad: (n) =>
      n === 1
        ? '1 Datensatz hat Fehler. Korrigieren Sie ihn hier, oder fahren Sie ohne ihn fort: Er wird in einer Datei gespeichert, die Sie korrigieren und später importieren können.'
        : `${count(n, 'Datensatz', 'Datensätze')} haben Fehler. Korrigieren Sie sie hier, oder fahren Sie ohne sie fort: Sie werden in einer Datei gespeichert, die Sie korrigieren und später importieren können.`,
    noGood: 'Kein Datensatz kann importiert werden. Korrigieren Sie mindestens einen.',
    laterName: (name) => `zu korrigieren - ${name}`,
  },

  upload: {
    phase: {
      sending: 'Die Datei wird gesendet',
      waiting: 'Wartet auf die Verbindung',
      paused: 'Die Übertragung ist angehalten',
      sent: 'Die Datei ist angekommen. Der Import beginnt.',
      failed: 'Die Übertragung wurde beendet',
      cancelled: 'Die Übertragung ist abgebrochen',
    },
    ofBytes: (sent, all) => `${sent} von ${all}`,
    perSecond: (bytes) => `${bytes} pro Sekunde`,
    connectionLost: 'Die Verbindung ist unterbrochen. Die Übertragung geht weiter, sobald sie wieder da ist.',
    continueUntil: (when) => `Sie können bis ${when} fortfahren.`,
    keepOpen:
      'Lassen Sie diese Seite geöffnet, bis die Datei gesendet ist. Wird sie geschlossen, können Sie später fortfahren.',
    pause: 'Anhalten',
    continue: 'Fortfahren',
    fileChanged: {
      title: 'Die Datei wurde während der Übertragung geändert',
      advice:
        'Brechen Sie diese Übertragung ab, und importieren Sie die Datei erneut, wenn kein anderes Programm sie ändert.',
    },
    cancel: {
      button: 'Übertragung abbrechen',
      title: 'Die Übertragung abbrechen?',
      advice: 'Was angekommen ist, wird gelöscht. Es wird kein Datensatz importiert.',
      keep: 'Nicht abbrechen',
    },
    unfinished: {
      title: 'Die Übertragung ist nicht abgeschlossen',
      short: 'Übertragung nicht abgeschlossen',
      of: (name) => `Die Übertragung von ${name} ist nicht abgeschlossen`,
      link: 'Übertragung fortsetzen',
      arrived: (arrived, all) => `${arrived} von ${all} sind angekommen.`,
      choose: (name) => `Wählen Sie ${name} erneut: Nur was fehlt, wird gesendet.`,
      chooseSmall: (name) => `Wählen Sie ${name} erneut, um die Datei zu senden.`,
      drop: (name) => `Ziehen Sie ${name} hierher`,
      browse: 'Datei erneut wählen',
      lost: 'Dateien dieser Größe werden in einem Stück gesendet. Dieser Browser weiß nicht, wie die Datei gelesen werden sollte: Beginnen Sie einen neuen Import.',
      comparing: 'Die Datei wird mit dem verglichen, was angekommen ist',
      elsewhere: {
        title: 'Die Datei wird in einem anderen Tab gesendet',
        advice: 'Lassen Sie jenen Tab geöffnet, bis die Datei angekommen ist.',
      },
      'other-name': (name, expected) => ({
        title: `Das ist ${name}`,
        advice: `Die Übertragung gehört zu ${expected}. Wählen Sie jene Datei, oder brechen Sie die Übertragung ab, und importieren Sie die andere Datei.`,
      }),
      'other-size': (bytes, expected) => ({
        title: 'Die Datei hat jetzt eine andere Größe',
        advice: `Zu Beginn der Übertragung hatte sie ${expected}, jetzt hat sie ${bytes}. Wählen Sie die Datei, wie sie war, oder brechen Sie die Übertragung ab, und importieren Sie die neue.`,
      }),
      changed: {
        title: 'Die Datei hat jetzt einen anderen Inhalt',
        advice:
          'Sie wurde seit dem Beginn der Übertragung geändert. Wählen Sie die Datei, wie sie war, oder brechen Sie die Übertragung ab, und importieren Sie die neue.',
      },
    },
  },

  watch: {
    course: 'Schritte des Imports',
    step: {
      upload: 'Übertragung',
      read: 'Lesen der Datei',
      evaluate: 'Vorschau der Änderungen',
      confirm: 'Ihre Bestätigung',
      import: 'Import',
      results: 'Ergebnisse',
    },
    state: { done: 'erledigt', current: 'läuft', ahead: 'noch nicht' },
    shortTime: 'weniger als 1 Sek.',
    failedSoFar: (n) => `Bisher ${count(n, 'Datensatz', 'Datensätze')} fehlgeschlagen`,
    warningsSoFar: (n) => `bisher ${count(n, 'Warnung', 'Warnungen')}`,
    noneFailed: 'Bisher ist kein Datensatz fehlgeschlagen',
    issues: 'Fehler und Warnungen bisher',
    otherIssues: (n) => count(n, 'weiteres Problem', 'weitere Probleme'),
    firstIn: (record) => `zuerst in Datensatz ${record}`,
    mayClose: 'Sie können diesen Tab schließen. Der Import läuft weiter.',
    mayCloseMail: (addresses) => `Sie können diesen Tab schließen. Das Ergebnis geht an ${addresses}.`,
    notify: 'Benachrichtigen',
    willNotify: 'Dieser Browser benachrichtigt Sie am Ende, solange der Tab geöffnet ist.',
    notifyDenied: 'Dieser Browser erlaubt dieser Seite keine Benachrichtigungen.',
    tabTitle: (percent, name) => `${percent} · ${name}`,
    endTitle: (status, name) => `${status} · ${name}`,
    announceConfirmation: 'Der Import wartet auf Ihre Bestätigung.',
    announceEnd: (status, records) => `Der Import ist beendet: ${status}. ${records}`,
    cancel: {
      button: 'Abbrechen',
      title: 'Den Import abbrechen?',
      advice:
        'Bereits importierte Datensätze bleiben importiert. Die übrigen werden nicht importiert. Sie können den Import später fortsetzen.',
      keep: 'Weiterlaufen lassen',
      confirm: 'Import abbrechen',
    },
    resume: { button: 'Import fortsetzen' },
  },

  review: {
    title: 'Vorschau',
    before: 'Vorschau vor dem Import',
    beforeHelp: 'Sie sehen, was sich ändern würde, und entscheiden dann.',
    required: 'Ihre Organisation verlangt es: Sie sehen, was sich ändern würde, und entscheiden dann.',
    outcomes: {
      created: 'Wird angelegt',
      updated: 'Wird geändert',
      unchanged: 'Unverändert',
      failed: 'Mit Fehlern',
    },
    lead: {
      changes: ({ created, updated, unchanged }) =>
        `Noch ist nichts importiert. Der Import würde ${[
          ...(created > 0 ? [`${count(created, 'Benutzer', 'Benutzer')} anlegen`] : []),
          ...(updated > 0 ? [`${count(updated, 'Benutzer', 'Benutzer')} ändern`] : []),
        ].join(
          ' und ',
        )}.${unchanged > 0 ? ` ${count(unchanged, 'Datensatz', 'Datensätze')} würde${unchanged === 1 ? '' : 'n'} nichts ändern.` : ''}`,
      noChanges: ({ unchanged, failed }) =>
        failed > 0
          ? `Es würde sich nichts ändern: ${unchanged === 1 ? 'Der Benutzer von 1 Datensatz ist' : `Die Benutzer von ${count(unchanged, 'Datensatz', 'Datensätzen')} sind`} schon so gespeichert, die anderen Datensätze haben Fehler.`
          : 'Es würde sich nichts ändern: Alle Benutzer der Datei sind schon so gespeichert.',
      nothing: () => 'Es kann nichts importiert werden: Jeder Datensatz hat Fehler.',
    },
    withErrors: (n) =>
      n === 1
        ? '1 Datensatz hat Fehler. Er wird nicht importiert; Sie können ihn danach korrigieren.'
        : `${count(n, 'Datensatz', 'Datensätze')} haben Fehler. Sie werden nicht importiert; Sie können sie danach korrigieren.`,
    until: (when) => `Entscheiden Sie bis ${when}. Danach verfällt der Import.`,
    confirm: ({ created, updated }) => {
      const changes = [
        ...(created > 0 ? [`${count(created, 'Benutzer', 'Benutzer')} anlegen`] : []),
        ...(updated > 0 ? [`${count(updated, 'Benutzer', 'Benutzer')} ändern`] : []),
      ];
      return changes.length === 0 ? 'Ohne Änderungen abschließen' : `Importieren: ${changes.join(', ')}`;
    },
    refuse: 'Nicht importieren',
  },

  outcome: {
    causes: {
      FILE_MISSING: 'Die Datei ist nicht rechtzeitig angekommen.',
      NOT_CONFIRMED: 'Der Import wurde nicht rechtzeitig bestätigt.',
      SUPERSEDED: 'Ein neuerer Import ist an seine Stelle getreten.',
      Cancelled: 'Der Import wurde auf Wunsch abgebrochen.',
      ErrorBudgetExceeded: 'Es sind mehr Datensätze fehlgeschlagen, als der Import erlaubt.',
      SourceChanged: 'Die Datei wurde während des Imports ersetzt.',
      SourceDeleted: 'Die Datei wurde gelöscht, bevor der Import vollständig war.',
      ExecutionStopped: 'Der Import wurde von außen beendet.',
      ExecutionTimedOut: 'Der Import hat länger gedauert, als ein Import dauern darf.',
      ExecutionLost: 'Der Import wurde begonnen und ging dann verloren.',
      FunctionKilled: 'Das System ist an einem Teil der Datei gescheitert.',
    },
    fixFailed: (n) =>
      n === 1
        ? 'Fehlgeschlagenen Datensatz korrigieren'
        : `${count(n, 'Datensatz', 'Datensätze')} korrigieren`,
    discard: 'Eine andere Datei hat Korrekturen, die nicht gesendet sind. Sollen sie verworfen werden?',
    chooseAgain: 'Andere Datei wählen',
    leftOut: {
      title: (n) =>
        n === 1
          ? '1 Datensatz Ihrer Datei wurde nicht gesendet'
          : `${count(n, 'Datensatz', 'Datensätze')} Ihrer Datei wurden nicht gesendet`,
      advice: (fileName) => `In der Prüfung blieben Fehler. Sie haben eine Datei für später: „${fileName}“.`,
      fix: (n) => (n === 1 ? 'Diesen Datensatz korrigieren' : 'Diese Datensätze korrigieren'),
      save: 'Datei noch einmal speichern',
    },
    headline: {
      imported: (facts) => ({
        title: allImported(facts),
        advice: facts.hasLeftOut
          ? 'Ihre Datei hatte weitere, die nicht gesendet wurden.'
          : 'Sie haben nichts weiter zu tun.',
      }),
      importedWithWarnings: (facts) => ({
        title: allImported(facts),
        advice: `Lesen Sie ${facts.warnings === 1 ? 'die Warnung' : `die ${count(facts.warnings, 'Warnung', 'Warnungen')}`} unten: Ein Wert ist vielleicht nicht so, wie Sie ihn gemeint haben.`,
      }),
      unchanged: () => ({
        title: 'Es hat sich nichts geändert',
        advice: 'Alle Benutzer waren schon so gespeichert, wie es in der Datei steht.',
      }),
      partly: ({ failed, records }) => ({
        title: `${count(failed, '', '').trim()} von ${count(records, 'Datensatz', 'Datensätzen')} fehlgeschlagen`,
        advice:
          failed === 1
            ? 'Die anderen sind importiert. Korrigieren Sie den fehlgeschlagenen, und importieren Sie nur diesen.'
            : 'Die anderen sind importiert. Korrigieren Sie die fehlgeschlagenen, und importieren Sie nur diese.',
      }),
      nothing: ({ failed }) => ({
        title: 'Kein Datensatz ist importiert',
        advice: `${failed === 1 ? 'Der einzige Datensatz ist' : `Alle ${count(failed, 'Datensatz', 'Datensätze')} sind`} fehlgeschlagen. Lesen Sie die Fehler unten, und korrigieren Sie die Datensätze.`,
      }),
      evaluated: () => ({
        title: 'Nichts ist importiert: Dieser Import war nur ein Probelauf',
        advice:
          'Alle Datensätze lassen sich importieren. Importieren Sie die Datei noch einmal, ohne Probelauf.',
      }),
      evaluatedWithErrors: ({ failed }) => ({
        title: 'Nichts ist importiert: Dieser Import war nur ein Probelauf',
        advice: `${count(failed, 'Datensatz würde', 'Datensätze würden')} fehlschlagen. Korrigieren Sie die Datei, wie es unten steht, und importieren Sie sie.`,
      }),
      rejected: () => ({
        title: 'Die Datei wurde abgelehnt. Es wurde kein Datensatz importiert.',
        advice: 'Korrigieren Sie die Datei wie beschrieben, und importieren Sie sie erneut.',
      }),
      stopped: ({ failed }) => ({
        title: 'Der Import wurde angehalten, weil zu viele Datensätze fehlgeschlagen sind',
        advice: `Davor sind ${count(failed, 'Datensatz', 'Datensätze')} fehlgeschlagen. Lesen Sie die Fehler unten. Wenn es die richtige Datei ist, setzen Sie den Import fort; sonst importieren Sie eine andere.`,
      }),
      aborted: ({ imported }) => ({
        title: 'Der Import wurde vorzeitig beendet',
        advice: `${stillImported(imported)} Setzen Sie ihn fort. Wenn er wieder vorzeitig endet, wenden Sie sich an Ihre Administration.`,
      }),
      cancelled: ({ imported }) => ({
        title: 'Der Import wurde abgebrochen',
        advice: `${stillImported(imported)} Sie können die Datei erneut importieren.`,
      }),
      expired: () => ({
        title: 'Der Import ist verfallen. Es wurde kein Datensatz importiert.',
        advice:
          'Er hat zu lange auf seine Datei oder auf Ihre Bestätigung gewartet. Importieren Sie die Datei erneut.',
      }),
      superseded: () => ({
        title: 'Eine neuere Fassung der Datei hat diesen Import ersetzt',
        advice: 'Sehen Sie sich den neueren Import an. Hier haben Sie nichts weiter zu tun.',
      }),
    },
  },

  issues: {
    title: 'Fehler und Warnungen',
    severity: { error: 'Fehler', warning: 'Warnung' },
    firstIn: (record) => `zuerst in Datensatz ${record}`,
    others: (n) => count(n, 'weiteres Problem', 'weitere Probleme'),
    showRecords: 'Datensätze zeigen',
  },

  records: {
    title: 'Datensätze',
    record: 'Datensatz',
    user: 'Benutzer',
    outcome: 'Ergebnis',
    details: 'Einzelheiten',
    field: 'Feld',
    issue: 'Problem',
    anyOutcome: 'Alle Ergebnisse',
    anyIssue: 'Alle Probleme',
    anyField: 'Alle Felder',
    code: {
      BAD_REQUEST: 'Nicht lesbar',
      VALIDATION_FAILED: 'Wert ist ungültig',
      NOT_FOUND: 'Existiert nicht',
      CONFLICT: 'Widerspricht dem Gespeicherten',
      ITEM_TOO_LARGE: 'Zu groß',
    },
    open: (n) => `Datensatz ${n} öffnen`,
    noUser: 'Nicht lesbar',
    none: 'Kein Datensatz passt zu den Filtern.',
    clearFilters: 'Alle Datensätze zeigen',
    expired:
      'Einzelne Datensätze sind 14 Tage lang zu sehen. Laden Sie stattdessen die Dateien herunter, falls sie noch da sind.',
    pages: 'Seiten der Datensätze',
    page: (n) => `Seite ${n}`,
    previous: 'Zurück',
    next: 'Weiter',
    further: (n) => `und ${count(n, 'weitere', 'weitere')}`,
    number: (n) => `Datensatz ${n}`,
    line: (n) => `Zeile ${n} der Datei`,
    sent: 'Gesendet',
    before: 'Vorher gespeichert',
    after: 'Danach gespeichert',
    wouldBe: 'Würde gespeichert',
    noValue: 'kein Wert',
    becomes: 'wird zu',
    sentGone: 'Die gesendete Datei ist nicht mehr gespeichert.',
    beforeUnknown: 'Was vorher gespeichert war, ist nur von Importen mit Vorschau bekannt.',
  },

  importTypeNames: {
    participants: { title: 'Teilnehmende', about: 'Personen in einem Empfehlungsprogramm.' },
    'workspace-users': {
      title: 'Workspace-Benutzer',
      about:
        'Benutzer eines Workspace, mit Status, Rolle, Gruppen und Benutzernamen. Sie sehen die Änderungen, bevor sie gemacht werden.',
    },
    'group-members': {
      title: 'Gruppenmitglieder',
      about: 'Mitglieder der Gruppen eines sozialen Netzwerks.',
    },
    'user-feed': {
      title: 'User Feed',
      about: 'Benutzer als Kopfdatei und Datendatei in JSON, wie andere Systeme sie exportieren.',
    },
  },

  types: {
    title: 'Importtypen',
    subtitle: 'Was Sie importieren können, mit Vorlagen und Regeln.',
    back: 'Alle Importtypen',
    template: 'Vorlage',
    sample: 'Beispieldatei',
    fields: 'Spalten',
    column: 'Spalte',
    rule: 'Was sie enthalten muss',
    required: 'Pflichtfeld',
    immutable: 'Später nicht änderbar',
    aliases: (names) => `Auch möglich: ${names}`,
    key: (fields) => `Ein Benutzer wird erkannt an: ${fields}.`,
    maxRecords: (n) => `Eine Datei kann bis zu ${n} Datensätze enthalten.`,
    byPosition: (columns) => `Eine Datei ohne Kopfzeile hat die Spalten ${columns}.`,
  },

  settings: {
    title: 'Einstellungen',
    none: {
      title: 'Es gibt nichts, was Sie ändern dürfen',
      advice: 'Bitten Sie Ihre Administration um die Berechtigung.',
    },
    section: {
      general: 'Allgemein',
      mails: 'E-Mails',
      limits: 'Grenzen',
      columns: 'Gemerkte Spalten',
      lists: 'Listen',
      keys: 'API-Schlüssel',
    },
    byDefault: 'Standard',
    save: 'Speichern',
    saved: 'Gespeichert. Importe, die ab jetzt beginnen, verwenden diese Einstellungen.',
    outdated: {
      title: 'Eine andere Person hat die Einstellungen geändert',
      kept: 'Deren Änderungen sind zu sehen, und Ihre bleiben. Prüfen Sie sie, und speichern Sie erneut.',
      lost: (settings) =>
        `Beide haben geändert: ${settings}. Zu sehen ist das andere: Ändern Sie es erneut, oder lassen Sie es.`,
    },
    notSaved: 'Die Einstellungen sind nicht gespeichert',
    entry: (n) => `Eintrag ${n}:`,
    addRow: 'Hinzufügen',
    removeRow: (list, n) => `${list}: Eintrag ${n} entfernen`,
    cellOf: (cell, list, n) => `${cell}, ${list}, Eintrag ${n}`,
    cell: {
      id: 'Id',
      name: 'Name',
      shareLink: 'Link mit {code}',
      kind: 'array oder object',
      importType: 'Importtyp',
      column: 'Spalte der Datei',
      field: 'Feld, oder - zum Weglassen',
    },
    setting: {
      reviewRequired: {
        label: 'Vor dem Import immer eine Vorschau',
        help: 'Importe warten, bis die Änderungen gesehen und bestätigt wurden.',
      },
      rememberColumns: {
        label: 'Alle, die importieren, können die Zuordnung der Spalten speichern',
        help: 'Sonst kann das nur die Administration.',
      },
      fullResults: {
        label: 'Ergebnisse zeigen alle Felder der Benutzer',
        help: 'Sonst zeigen sie nur die Felder, die in der Datei waren.',
      },
      retentionDays: {
        label: 'Tage der Aufbewahrung',
        help: 'Dateien und Ergebnisse werden nach diesen Tagen gelöscht.',
      },
      encoding: {
        label: 'Zeichensatz der Dateien',
        help: 'Für Dateien, die sie nicht selbst angeben, zum Beispiel windows-1252.',
      },
      locale: {
        label: 'Datum und Zahlen',
        help: 'Wie CSV-Dateien sie schreiben, zum Beispiel de-DE.',
      },
      notify: {
        label: 'Empfänger',
        help: 'Sie erhalten die E-Mail zu jedem Import mit seinen Dateien. Eine Adresse je Zeile.',
      },
      notifyDomains: {
        label: 'Domains weiterer Empfänger',
        help: 'Zu jedem Import kann eine Adresse dieser Domains genannt werden. Eine Domain je Zeile.',
      },
      'limits.mailsPerDay': {
        label: 'E-Mails am Tag',
        help: 'Höchstens so viele E-Mails werden am Tag gesendet.',
      },
      'limits.openImports': {
        label: 'Offene Importe',
        help: 'Höchstens so viele Importe warten oder laufen gleichzeitig.',
      },
      'limits.workspaceUsersRecords': {
        label: 'Datensätze in einer Datei mit Workspace-Benutzer',
        help: 'Größere Dateien werden abgelehnt.',
      },
      'limits.confirmationHours': {
        label: 'Stunden bis zur Bestätigung',
        help: 'Ein Import, der nicht rechtzeitig bestätigt wird, verfällt.',
      },
      'limits.feedPairHours': {
        label: 'Stunden bis zur zweiten Datei eines User Feeds',
        help: 'Danach verfällt die erste Datei.',
      },
      'limits.syncRecords': {
        label: 'Gruppenmitglieder, die sofort hinzugefügt werden',
        help: 'Anfragen mit mehr Datensätzen werden später beantwortet.',
      },
      columns: {
        label: 'Spalten mit anderen Namen',
        help: 'Wie Spalten Ihrer Dateien gelesen werden, wenn sie nicht wie das Feld heißen.',
      },
      programs: {
        label: 'Empfehlungsprogramme',
        help: 'Personen ohne Code erhalten einen. Im Link wird {code} dadurch ersetzt.',
      },
      groups: { label: 'Gruppen', help: 'Gruppen für Workspace-Benutzer. Eine je Zeile.' },
      sources: {
        label: 'Andere Systeme',
        help: 'Systeme, in denen Workspace-Benutzer einen Benutzernamen haben können. Eines je Zeile.',
      },
      memberGroups: {
        label: 'Gruppen des Netzwerks',
        help: 'Gruppen, zu denen Mitglieder hinzugefügt werden können.',
      },
      profileFields: { label: 'Profilfelder', help: 'Profilfelder des Netzwerks, für Gruppenmitglieder.' },
      attributes: {
        label: 'Attribute mit mehreren Werten',
        help: 'Attribute des User Feeds, die Listen oder Objekte enthalten.',
      },
      allowInKeys: {
        label: 'In Schlüsseln erlaubte Werte',
        help: 'Regeln, die für Ihre Schlüssel nicht gelten, zum Beispiel not-available. Eine je Zeile.',
      },
      allowedHosts: {
        label: 'Hosts für Dateien',
        help: 'Hosts, von denen Dateien mit Gruppenmitgliedern geladen werden dürfen. Einer je Zeile.',
      },
    },
    keys: {
      about:
        'Ihre Server rufen die API mit API-Schlüsseln auf. Geben Sie jedem Server einen eigenen Schlüssel.',
      readOnly:
        'Ihre Server rufen die API mit API-Schlüsseln auf. In Ihrer Sitzung können Sie sie sehen, aber nicht ändern. Um sie zu ändern, bitten Sie die Betreiber dieser Seite um eine Sitzung mit der Berechtigung keys:write.',
      create: 'Schlüssel erstellen',
      createAbout: 'Sie sehen den Schlüssel nur einmal, nachdem er erstellt wurde.',
      none: { title: 'Keine API-Schlüssel', advice: 'Erstellen Sie einen für jeden Ihrer Server.' },
      name: 'Name',
      nameHelp: 'Zum Beispiel der Name des Servers, der ihn verwendet.',
      rights: 'Rechte',
      lifetime: 'Gültig für',
      days: (n) => count(n, 'Tag', 'Tage'),
      untilRevoked: 'Bis zum Widerruf',
      role: { 'tenant-admin': 'Alles', importer: 'Nur Importe' },
      status: { active: 'Aktiv', expired: 'Abgelaufen', revoked: 'Widerrufen' },
      createdAt: (when) => `Erstellt am ${when}`,
      neverUsed: 'Nie verwendet',
      lastUsed: (when) => `Zuletzt verwendet ${when}`,
      validUntil: (when) => `Gültig bis ${when}`,
      previousUntil: (when) => `Das vorige Geheimnis gilt bis ${when}`,
      rotate: 'Erneuern',
      rotateOf: (name) => `${name} erneuern`,
      revoke: 'Widerrufen',
      revokeOf: (name) => `${name} widerrufen`,
      revokeAbout:
        'Programme mit diesem Schlüssel funktionieren sofort nicht mehr, und seine Sitzungen enden.',
      created: (name) => `Der Schlüssel ${name}`,
      shownOnce:
        'Kopieren Sie ihn jetzt, und bewahren Sie ihn sicher auf. Er wird nicht noch einmal angezeigt.',
      copy: 'Schlüssel kopieren',
      copied: 'Kopiert',
      copyByHand: 'Er ist ausgewählt: Kopieren Sie ihn mit der Tastatur.',
      rotateAbout:
        'Der Schlüssel erhält ein neues Geheimnis. Das jetzige gilt noch 24 Stunden: Ersetzen Sie es bis dahin.',
      rotateAgain: (when) =>
        `Das vorige Geheimnis würde bis ${when} gelten und endet jetzt. Prüfen Sie, dass kein Server es verwendet.`,
    },
  },

  operator: {
    section: {
      imports: 'Importe',
      open: 'Jetzt offen',
      letters: 'Unzustellbares',
      activity: 'Aktivität',
      tenants: 'Mandanten',
      audit: 'Protokoll',
    },
    tenant: 'Mandant',
    needsSession:
      'Das sind Daten des Mandanten. Um sie zu lesen, legt die Konsole eine Sitzung des Mandanten an, die sein Protokoll nennt.',
    anyTenant: 'Alle Mandanten',
    period: 'Zeitraum',
    lastDays: (n) => (n === 1 ? 'Letzte 24 Stunden' : `Letzte ${n} Tage`),
    openAsTenant: 'Als Mandant öffnen',
    reasonCode: (code) => `Grund: ${code}`,
    chunk: (n) => `Teil ${n} ist fehlgeschlagen.`,
    triedAgain: 'Er wird automatisch erneut versucht.',
    failedFinally: 'Er wird nicht erneut versucht.',
    sinceChange: (duration) => `Letzte Änderung vor ${duration}.`,
    signIn: {
      title: 'Betriebskonsole',
      about: 'Melden Sie sich an, um die Importe aller Mandanten zu sehen',
      advice: 'Verwenden Sie das Konto Ihres Unternehmens, das die Betriebsrolle hat.',
      signIn: 'Anmelden',
      signInAt: (host) => `Bei ${host} anmelden`,
      expired: 'Ihre Anmeldung ist abgelaufen. Melden Sie sich erneut an.',
      framed:
        'Öffnen Sie die Konsole in einem eigenen Tab. Innerhalb einer anderen Seite ist sie nicht verfügbar.',
      none: {
        title: 'Hier ist keine Anmeldung möglich',
        advice:
          'Die Stage hat keinen Aussteller mit einem Client für diese Seite. Setzen Sie „issuers“ mit „clientId“ in der Konfiguration der Stage.',
      },
      failed: {
        unreachable: {
          title: 'Der Anmeldedienst antwortet nicht',
          advice:
            'Prüfen Sie die Netzwerkverbindung und ob die Konfiguration der Stage die Herkunft des Token-Endpunkts nennt.',
        },
        refused: {
          title: 'Der Anmeldedienst hat die Anmeldung abgelehnt',
          advice: 'Melden Sie sich erneut an.',
        },
        unexpected: {
          title: 'Die Anmeldung konnte nicht abgeschlossen werden',
          advice: 'Melden Sie sich erneut an.',
        },
        'not-operator': {
          title: 'Ihr Konto hat nicht die Betriebsrolle',
          advice: 'Bitten Sie Ihre Administration um die Betriebsrolle, und melden Sie sich erneut an.',
        },
      },
    },
    imports: {
      title: 'Importe aller Mandanten',
      subtitle: 'Ohne Dateinamen und Werte.',
      none: 'Kein Import passt zu den Filtern',
    },
    import: {
      title: 'Einzelner Import',
      titleOf: (tenant) => `Import von ${tenant}`,
      back: 'Importe aller Mandanten',
      wouldBe: 'Was er ändern würde',
      noRecords: 'Noch kein Datensatz hat ein Ergebnis.',
      facts: 'Angaben',
      times: 'Zeiten',
      id: 'Import-Id',
      stage: 'Schritt',
      queue: 'Warteschlange',
      turn: 'Darf jetzt schreiben',
      turnOf: 'Den Import öffnen, der jetzt schreiben darf',
      execution: 'Ausführung',
      noExecution: 'Nicht begonnen',
      openExecution: 'In der AWS-Konsole öffnen',
    },
    time: {
      createdAt: 'Angelegt',
      uploadedAt: 'Datei angekommen',
      startedAt: 'Lesen begonnen',
      inspectedAt: 'Gelesen',
      splitAt: 'In Teile zerlegt',
      evaluationStartedAt: 'Vorschau begonnen',
      evaluatedAt: 'Vorschau fertig',
      confirmedAt: 'Bestätigt',
      importStartedAt: 'Import begonnen',
      collectingStartedAt: 'Schreiben der Ergebnisse begonnen',
      endedAt: 'Beendet',
      notifiedAt: 'E-Mail gesendet',
    },
    hasEnded: 'Der Import ist beendet',
    goesOn: 'Der Import läuft weiter',
    why: {
      cancelling: 'Der Import wird abgebrochen',
      mail: 'Der Import ist beendet, aber seine E-Mail ist noch nicht gesendet',
      upload: 'Der Import wartet auf seine Datei',
      confirmation: 'Der Import wartet auf eine Bestätigung',
      working: 'Der Import hat sich lange nicht geändert',
      failing: 'Ein Teil des Imports schlägt fehl',
      turn: 'Der Import wartet auf einen früheren Import des Mandanten',
    },
    whyShort: {
      cancelling: 'Wird abgebrochen',
      mail: 'E-Mail noch nicht gesendet',
      upload: 'Wartet auf seine Datei',
      confirmation: 'Wartet auf eine Bestätigung',
      working: 'Läuft weiter',
      failing: 'Ein Teil schlägt fehl',
      turn: 'Wartet, bis er an der Reihe ist',
    },
    act: {
      resume: {
        name: 'Fortsetzen',
        title: (tenant) => `Import von ${tenant} fortsetzen`,
        about:
          'Er fährt mit den Datensätzen fort, die noch nicht importiert sind. Kein Datensatz wird zweimal importiert.',
      },
      cancel: {
        name: 'Import abbrechen',
        title: (tenant) => `Import von ${tenant} abbrechen`,
        about: 'Bereits importierte Datensätze bleiben importiert. Sie können den Import später fortsetzen.',
      },
      release: {
        name: 'Warteschlange freigeben',
        title: (tenant) => `Warteschlange von ${tenant} freigeben`,
        about:
          'Der Import hält die Warteschlange seines Mandanten auf, und seine Ausführung läuft nicht. Er wird beendet, wenn das möglich ist, und der nächste Import kann schreiben.',
      },
      audited: (tenant) => `Das Protokoll von ${tenant} wird Sie nennen.`,
    },
    trail: {
      title: 'Protokoll',
      show: 'Protokoll zeigen',
      none: 'Es gibt keine Einträge.',
      by: {
        'api-key': 'API-Schlüssel',
        session: 'Sitzung',
        operator: 'Betrieb',
        invocation: 'Aufruf',
        upload: 'Hochgeladen',
      },
      act: 'Handlung',
      anyAct: 'Alle Handlungen',
    },
    stageTrail: {
      title: 'Protokoll',
      subtitle: 'Was Betreiber und Administratoren mit der Umgebung und ihren Mandanten getan haben.',
    },
    open: {
      title: 'Jetzt offen',
      subtitle:
        'Importe, die noch nicht beendet sind, und die Reihenfolge, in der die eines Mandanten schreiben.',
      none: {
        title: 'Nichts ist offen',
        advice: 'Alle Importe sind beendet, und ihre E-Mails sind gesendet.',
      },
      state: { stuck: 'Mit Problemen', working: 'In Arbeit', waiting: 'Wartend' },
      ended: (n) => `${n} beendet`,
      hasEnded: 'Beendet',
      queueOf: (tenant) => `Warteschlange von ${tenant}`,
      place: 'Platz',
      import: 'Import',
      why: 'Was er tut',
      unchanged: 'Letzte Änderung',
      hasTurn: 'Darf jetzt schreiben',
    },
    activity: {
      title: 'Aktivität',
      subtitle: 'Was die Importe im Lauf der Zeit getan haben.',
      none: { title: 'Keine Aktivität', advice: 'In diesem Zeitraum gab es keine Importe.' },
      incomplete:
        'Es gab zu viele Importe, um sie zu zählen. Die früheren fehlen: Wählen Sie einen kürzeren Zeitraum.',
      records: 'Datensätze',
      recordsAbout: 'Datensätze der beendeten Importe',
      imports: 'Importe',
      importsAbout: 'Beendete Importe',
      processed: 'Verarbeitet',
      failed: 'Fehlgeschlagen',
      succeeded: 'Abgeschlossen',
      withErrors: 'Mit Fehlern',
      unsuccessful: 'Nicht abgeschlossen',
      asTable: 'Als Tabelle zeigen',
      time: 'Zeit',
      total: (label, n) => `${label}: ${n}`,
    },
    tenants: {
      title: 'Mandanten',
      find: 'Mandanten suchen',
      found: (n, all) => `${n} von ${all}`,
      subtitle: 'Unternehmen, deren Dateien importiert werden.',
      none: { title: 'Noch keine Mandanten', advice: 'Legen Sie den ersten an.' },
      create: 'Mandant anlegen',
      createAbout:
        'Öffnen Sie danach seine Einstellungen, und erstellen Sie einen API-Schlüssel für seine Server.',
      name: 'Name',
      nameHelp: 'Kleinbuchstaben, Ziffern und Bindestriche. Er kann später nicht geändert werden.',
      rate: 'Anfragen pro Sekunde',
      rateHelp: 'An die API, in jeder Instanz. Leer: die der Stage.',
      status: { active: 'Aktiv', suspended: 'Gesperrt' },
      createdAt: (when) => `Angelegt ${when}`,
      back: 'Alle Mandanten',
      suspend: 'Sperren',
      suspendAbout:
        'Seine API-Schlüssel und Sitzungen werden sofort abgelehnt, und neue Dateien auch. Begonnene Importe laufen bis zum Ende. Seine Daten bleiben.',
      suspendOf: (name) => `${name} sperren`,
      resume: 'Sperre aufheben',
      imports: 'Importe',
      settings: 'Einstellungen öffnen',
      suspended: 'Der Mandant ist gesperrt. Seine Daten können nicht geöffnet werden.',
    },
    letters: {
      title: 'Unzustellbares',
      subtitle: 'Ereignisse, die auch nach mehreren Versuchen nicht verarbeitet wurden.',
      refresh: 'Aktualisieren',
      none: { title: 'Nichts ist unzustellbar', advice: 'Alle Ereignisse wurden verarbeitet.' },
      count: (n) => count(n, 'Nachricht', 'Nachrichten'),
      more: (n) => `${count(n, 'weitere Nachricht', 'weitere Nachrichten')} in dieser Warteschlange.`,
      queue: {
        'upload-undelivered': {
          title: 'Nicht zugestellte Dateien',
          about:
            'Das Ereignis einer hochgeladenen Datei hat start-import einen Tag lang nicht erreicht. Senden Sie es erneut.',
        },
        'import-not-started': {
          title: 'Nicht importierte Dateien',
          about:
            'start-import ist dreimal fehlgeschlagen. Beheben Sie die Ursache, die der Fehler nennt, und senden Sie das Ereignis erneut. Löschen Sie Nachrichten über Dateien, die zu keinem Mandanten gehören.',
        },
        'webhook-unsent': {
          title: 'Nicht an Webhooks gesendete Ereignisse',
          about:
            'send-webhooks ist dreimal fehlgeschlagen. Lesen Sie sein Log, beheben Sie die Ursache, und senden Sie die Ereignisse erneut.',
        },
        'status-change-lost': {
          title: 'Verlorene Meldungen über das Ende von Ausführungen',
          about:
            'Die Importe wurden inzwischen beendet. Lesen Sie das Log von recover-import, und löschen Sie die Nachrichten.',
        },
        'status-change-unpublished': {
          title: 'Nicht veröffentlichte Statusänderungen',
          about:
            'Die Nachrichten nennen Stellen im Stream, der die Änderungen nicht mehr hat. Lesen Sie das Log von publish-status-changes, und löschen Sie die Nachrichten.',
        },
      },
      noTenant: 'Kein Mandant',
      resend: 'Erneut senden',
      resendOf: (id) => `Erneut senden: ${id}`,
      resendAll: 'Alle erneut senden',
      delete: 'Löschen',
      deleteOf: (id) => `Löschen: ${id}`,
      deleteTitle: 'Nachricht löschen',
      deleteAbout: 'Das Ereignis wird nicht verarbeitet. Das kann nicht rückgängig gemacht werden.',
      sent: 'Wird gesendet',
      deleted: 'Gelöscht',
    },
    messages: {
      title: 'Nicht zugestellte Webhook-Nachrichten',
      show: 'Nachrichten zeigen',
      none: 'Jede Nachricht ist zugestellt, oder wird noch versucht.',
      attempts: (n) => count(n, 'Versuch', 'Versuche'),
      next: (when) => `Nächster Versuch ${when}`,
      resend: 'Erneut senden',
      resendOf: (id) => `Erneut senden: ${id}`,
      sent: 'Wird gesendet',
    },
  },
};

function allImported({ imported, hasLeftOut }: OutcomeFacts): string {
  if (hasLeftOut)
    return `${count(imported, 'fehlerfreier Datensatz ist', 'fehlerfreie Datensätze sind')} importiert`;
  return imported === 1
    ? '1 Datensatz ist importiert'
    : `Alle ${count(imported, 'Datensatz', 'Datensätze')} sind importiert`;
}

import type { RejectionTexts } from './rejection-texts.ts';

const SEND_AGAIN = 'Korrigieren Sie die Datei wie beschrieben, und importieren Sie sie erneut.';
const EXPORT_AGAIN = 'Exportieren Sie die Datei erneut als CSV, und importieren Sie die neue Datei.';
const WHOLE_FILE = 'Exportieren oder kopieren Sie die ganze Datei erneut, und importieren Sie sie.';
const COLUMNS =
  'Wählen Sie die Datei erneut. Im Schritt „Spalten“ ordnen Sie ihre Spalten den Feldern zu. Oder korrigieren Sie die Datei.';
const ENCODING =
  'Wählen Sie die Datei erneut. Wählen Sie unter „Korrigieren“ einen anderen Zeichensatz, bis alle Buchstaben richtig aussehen.';
const ADMINISTRATION = 'Wenden Sie sich an Ihre Administration.';
const ARRAY =
  'Importieren Sie eine Datei, die nur die Liste der Datensätze enthält: ein JSON-Array oder JSON Lines.';

export const rejections: RejectionTexts = {
  BAD_METADATA: {
    cause: 'Die Datei wurde mit einer Option gesendet, die es nicht gibt.',
    advice: ADMINISTRATION,
  },
  FILE_TOO_LARGE: {
    cause: 'Die Datei ist zu groß.',
    advice: 'Teilen Sie die Datei, und importieren Sie die Teile nacheinander.',
  },
  BROKEN_GZIP: { cause: 'Die komprimierte Datei ist beschädigt oder abgeschnitten.', advice: WHOLE_FILE },
  EMPTY_FILE: {
    cause: 'Die Datei ist leer.',
    advice: 'Wählen Sie eine Datei mit mindestens einem Datensatz.',
  },
  BINARY_FILE: {
    cause: 'Die Datei enthält keinen Text.',
    advice:
      'Diese Seite liest Excel-Arbeitsmappen (.xlsx) ohne Kennwort, CSV und JSON. Speichern Sie die Daten in einem dieser Formate.',
  },
  WRONG_ENCODING: { cause: 'Einige Buchstaben der Datei können nicht gelesen werden.', advice: ENCODING },
  WEB_PAGE: {
    cause: 'Die Datei ist eine Webseite und keine Tabelle.',
    advice:
      'Exportieren Sie die Daten erneut: Statt der Daten wurde eine Seite gespeichert, etwa die der Anmeldung.',
  },
  WRONG_LINE_BREAKS: {
    cause: 'Die Zeilen der Datei enden mit Zeichen, die nicht gelesen werden können.',
    advice:
      'Speichern Sie die Datei mit den Zeilenumbrüchen von Windows oder Unix, und importieren Sie sie erneut.',
  },
  JSON_ARRAY: {
    cause: 'Die Datei ist ein JSON-Array, das dieser Importtyp nicht liest.',
    advice: 'Speichern Sie sie mit einem JSON-Objekt in jeder Zeile (JSON Lines).',
  },
  UNCLOSED_ARRAY: {
    cause: 'Die JSON-Datei ist abgeschnitten, oder eine Klammer fehlt.',
    advice: WHOLE_FILE,
  },
  TEXT_AFTER_ARRAY: { cause: 'Nach dem Ende des JSON-Arrays steht noch Text.', advice: SEND_AGAIN },
  PRETTY_PRINTED: { cause: 'Die JSON-Datei enthält keine Liste von Datensätzen.', advice: ARRAY },
  NESTED_ARRAY: {
    cause: 'Die Datensätze sind eine Liste in einem anderen Objekt der Datei.',
    advice: ARRAY,
  },
  NESTED_RECORDS: { cause: 'Die Datensätze sind in anderen Objekten der Datei.', advice: ARRAY },
  SEVERAL_ARRAYS: {
    cause: 'Die Datei enthält mehrere Listen. Es ist nicht klar, welche davon die Datensätze sind.',
    advice: ARRAY,
  },
  RECORD_OR_ARRAY: {
    cause: 'Die Datei kann ein Datensatz sein, oder eine Liste von Datensätzen.',
    advice: ARRAY,
  },
  PAGE_OF_EXPORT: {
    cause: 'Die Datei ist eine Seite eines Exports: Andere Seiten fehlen.',
    advice: 'Exportieren Sie alle Seiten, und importieren Sie sie zusammen.',
  },
  WRONG_FORMAT: {
    cause: 'Dieser Importtyp liest keine Dateien in diesem Format.',
    advice: 'Speichern Sie die Datei in einem Format, das der Schritt „Datei“ nennt.',
  },
  UNKNOWN_TYPE: { cause: 'Den Importtyp gibt es nicht.', advice: 'Wählen Sie einen anderen Typ.' },
  UNRECOGNISED_TYPE: { cause: 'Die Spalten der Datei passen zu keinem Importtyp.', advice: COLUMNS },
  RESULT_FILE: {
    cause: 'Diese Datei ist ein Bericht über einen Import, keine Liste von Datensätzen.',
    advice:
      'Importieren Sie stattdessen die Datei der fehlgeschlagenen Datensätze, nachdem Sie sie korrigiert haben.',
  },
  SEP_LINE: {
    cause: 'Die erste Zeile ist „sep=“. Das verstehen nur Tabellenprogramme.',
    advice: 'Löschen Sie die erste Zeile, und importieren Sie die Datei erneut.',
  },
  NOT_JSON: {
    cause: 'Nach ihrem Namen ist die Datei JSON, nach ihrem Inhalt nicht.',
    advice:
      'Prüfen Sie, ob es die richtige Datei ist. Wenn sie CSV ist, ändern Sie das Ende ihres Namens in .csv.',
  },
  UNKNOWN_DELIMITER: {
    cause: 'Es ist nicht klar, welches Zeichen die Spalten trennt.',
    advice: 'Wählen Sie die Datei erneut. Wählen Sie unter „Korrigieren“ ein anderes Trennzeichen.',
  },
  MIXED_DELIMITERS: {
    cause: 'Die Zeilen haben ein anderes Trennzeichen als die Namen der Spalten.',
    advice: EXPORT_AGAIN,
  },
  NO_HEADER: {
    cause: 'Die erste Zeile ist leer. Sie muss die Namen der Spalten enthalten.',
    advice: 'Löschen Sie die Zeilen über den Namen der Spalten, und importieren Sie die Datei erneut.',
  },
  MALFORMED_HEADER: {
    cause: 'Die Zeile mit den Namen der Spalten kann nicht gelesen werden.',
    advice: EXPORT_AGAIN,
  },
  HEADER_TOO_LONG: { cause: 'Die Zeile mit den Namen der Spalten ist zu lang.', advice: SEND_AGAIN },
  TOO_MANY_COLUMNS: {
    cause: 'Die Datei hat zu viele Spalten.',
    advice: 'Löschen Sie Spalten, die Sie nicht brauchen, und importieren Sie die Datei erneut.',
  },
  UNNAMED_COLUMN: {
    cause: 'Eine Spalte hat keinen Namen.',
    advice: 'Geben Sie der Spalte einen Namen, oder löschen Sie sie, und importieren Sie die Datei erneut.',
  },
  BAD_COLUMN: {
    cause: 'Der Name einer Spalte enthält Zeichen, die nicht erlaubt sind.',
    advice: COLUMNS,
  },
  SIMILAR_COLUMNS: {
    cause: 'Namen von Spalten ähneln denen von Feldern, sind aber nicht gleich.',
    advice: COLUMNS,
  },
  BAD_MAPPING: { cause: 'Die Zuordnung der Spalten passt nicht zur Datei.', advice: COLUMNS },
  DUPLICATE_COLUMN: {
    cause: 'Zwei Spalten sind dasselbe Feld.',
    advice:
      'Benennen Sie eine der beiden Spalten in der Datei um, oder löschen Sie sie, und importieren Sie die Datei erneut.',
  },
  MISSING_COLUMN: { cause: 'Eine Spalte fehlt, die jede Datei braucht.', advice: COLUMNS },
  MISSING_KEY: { cause: 'Den Datensätzen fehlt ein Wert, den jeder Datensatz braucht.', advice: COLUMNS },
  WRONG_COLUMNS: { cause: 'Die Zeilen haben nicht die verlangten Spalten.', advice: SEND_AGAIN },
  TOO_MANY_RECORDS: {
    cause: 'Die Datei hat mehr Datensätze als erlaubt.',
    advice: 'Teilen Sie die Datei, und importieren Sie die Teile nacheinander.',
  },
  TOO_MANY_DUPLICATES: {
    cause: 'Die Datei enthält zu viele doppelte Datensätze.',
    advice: 'Löschen Sie die doppelten Datensätze, und importieren Sie die Datei erneut.',
  },
  RECORD_REJECTS_FILE: {
    cause: 'Ein Datensatz enthält etwas, das in keiner Datei dieses Typs vorkommen darf.',
    advice: SEND_AGAIN,
  },
  TOO_MANY_IMPORTS: {
    cause: 'Zu viele Importe Ihrer Organisation sind noch nicht beendet.',
    advice: 'Warten Sie, bis einige davon beendet sind, und importieren Sie die Datei dann erneut.',
  },
  TENANT_SUSPENDED: {
    cause: 'Das Konto Ihrer Organisation ist gesperrt.',
    advice: 'Wenden Sie sich an den Support Ihrer Anwendung.',
  },
  BAD_FEED_NAME: {
    cause: 'Der Name der Datei ist nicht der eines User Feeds.',
    advice: 'Benennen Sie die Dateien um, wie der Schritt „Datei“ es zeigt, und importieren Sie sie erneut.',
  },
  BAD_FEED_HEADER: {
    cause: 'Die Kopfdatei des User Feeds kann nicht gelesen werden.',
    advice: SEND_AGAIN,
  },
  NO_RECORDS: {
    cause: 'Die Datei enthält keine Datensätze.',
    advice: 'Wählen Sie eine Datei mit mindestens einem Datensatz.',
  },
};

import type { Sentence } from './translate.ts';

const RULES: readonly Sentence[] = [
  ['text', 'Text'],
  ['text in quotes', 'Text in Anführungszeichen'],
  ['an object', 'ein Objekt'],
  ['a list', 'eine Liste'],
  ['an array', 'ein Array'],
  ['a number', 'eine Zahl'],
  ['null', 'null'],
  ['nothing', 'nichts'],
  ['an empty text', 'ein leerer Text'],
  ['an e-mail address', 'eine E-Mail-Adresse'],
  [
    'an e-mail address with a domain and a top-level domain, such as {example}',
    'eine E-Mail-Adresse mit Domain und Top-Level-Domain, etwa {example}',
  ],
  ['true or false', 'true oder false'],
  ['true or false, without quotes', 'true oder false, ohne Anführungszeichen'],
  ['a locale such as en_US or en', 'ein Sprachkürzel wie de_DE oder de'],
  ['an ISO 3166-1 alpha-2 country code such as CA', 'ein Länderkürzel nach ISO 3166-1 wie DE'],
  ['an absolute URL', 'eine vollständige URL'],
  ['an absolute http or https URL', 'eine vollständige URL mit http oder https'],
  ['milliseconds since 1970 (12 or 13 digits)', 'die Zahl der Millisekunden seit 1970 (12 oder 13 Ziffern)'],
  [
    'an ISO 8601 date such as 2026-03-02, or milliseconds since 1970 (12 or 13 digits)',
    'ein Datum nach ISO 8601 wie 2026-03-02, oder Millisekunden seit 1970 (12 oder 13 Ziffern)',
  ],
  ['a date such as {example}', 'ein Datum wie {example}'],
  [
    'a timestamp with its offset from UTC such as {example}',
    'ein Zeitpunkt mit Abstand zu UTC wie {example}',
  ],
  ['a whole number such as 42, without quotes', 'eine ganze Zahl wie 42, ohne Anführungszeichen'],
  ['a number such as 18.5, without quotes', 'eine Zahl wie 18.5, ohne Anführungszeichen'],
  ['text without NUL characters', 'Text ohne NUL-Zeichen'],
  [
    'text without NUL characters; leading and trailing spaces are ignored',
    'Text ohne NUL-Zeichen. Leerzeichen am Anfang und am Ende werden nicht beachtet',
  ],
  ['text in quotes, without NUL characters', 'Text in Anführungszeichen, ohne NUL-Zeichen'],
  ['text of at most {n} characters', 'Text mit höchstens {n} Zeichen'],
  ['text of at most {n} characters without NUL', 'Text mit höchstens {n} Zeichen, ohne NUL-Zeichen'],
  [
    'text of at most {n} characters in quotes, without NUL characters',
    'Text mit höchstens {n} Zeichen in Anführungszeichen, ohne NUL-Zeichen',
  ],
  [
    'text of at most {n} characters, a number, true or false',
    'Text mit höchstens {n} Zeichen, eine Zahl, true oder false',
  ],
  [
    'a list of at most {n} codes of at most {m} characters, or text with commas between them',
    'eine Liste von höchstens {n} Codes mit höchstens {m} Zeichen, oder Text mit Kommas dazwischen',
  ],
  ['<what>, and never null', '<what>, und nie null'],
  ['an array, at most {n} levels deep', 'ein Array mit höchstens {n} Ebenen'],
  ['an object, at most {n} levels deep', 'ein Objekt mit höchstens {n} Ebenen'],
  ['level {n} of arrays and objects at {place}', 'Ebene {n} von Arrays und Objekten bei {place}'],
  [
    'group names separated by commas, or only the word none',
    'eine Liste von Gruppen mit Kommas dazwischen, oder nur das Wort none',
  ],
  [
    'at most {n} entries such as slack:ann, separated by commas',
    'eine Liste von höchstens {n} Einträgen wie slack:ann, mit Kommas dazwischen',
  ],
  [
    'source:username, such as slack:ann, with a username of at most {n} characters',
    'system:benutzername, etwa slack:ann, mit einem Benutzernamen von höchstens {n} Zeichen',
  ],
  ['Active or Archived', 'Active oder Archived'],
  ['User, Admin or Supervisor', 'User, Admin oder Supervisor'],
];

/** Of two keys or readings: before those of one. */
const OF_TWO: readonly Sentence[] = [
  ['{value} (it may be {one} or {two})', '{value} (vielleicht {one} oder {two})'],
  [
    '{value}, which is not how {locale} writes {what} (it may be {one} or {two})',
    '{value}: so schreibt man es in {locale} nicht (vielleicht {one} oder {two})',
  ],
  ['with blanks at its beginning or end (spaces)', 'mit Leerzeichen am Anfang oder Ende'],
  [
    'duplicate of {first}: this import accepts each {key} and {other} once',
    'Doppelt: Dieser Import nimmt {key} und {other} zusammen nur einmal',
  ],
  [
    'a user with this {key} and {other} exists already, and this import only creates users',
    'Einen Benutzer mit {key} und {other} gibt es schon, und dieser Import legt nur neue an',
  ],
  [
    'no user has this {key} and {other}, and this import only updates users',
    'Einen Benutzer mit {key} und {other} gibt es nicht, und dieser Import ändert nur vorhandene',
  ],
  [
    'unknown column `{name}`: it may hold the values of {one} and {two} together. It was ignored: put each of them into its own column, or map this column to one of them',
    'Die Spalte „{name}“ enthält vielleicht {one} und {two} zusammen und wird nicht importiert. Geben Sie jedem Wert eine eigene Spalte, oder ordnen Sie die Spalte einem Feld zu',
  ],
];

/** What was found, and what is known about it. */
const FOUND: readonly Sentence[] = [
  ['{value}', '{value}'],
  ['text of {n} characters, at most {m} are allowed', 'Text mit {n} Zeichen, höchstens {m} sind erlaubt'],
  ['{value}, the name of a language', '{value}, der Name einer Sprache'],
  ['{value}, a country', '{value}, ein Land'],
  [
    '{value}, a long number that a spreadsheet shortened',
    '{value}, eine lange Zahl, die ein Tabellenprogramm gekürzt hat',
  ],
  ['{value} (it may be {one})', '{value} (vielleicht {one})'],
  ['{value}, which is not how {locale} writes {what}', '{value}: so schreibt man es in {locale} nicht'],
  [
    '{value}, which is not how {locale} writes {what} (it may be {one})',
    '{value}: so schreibt man es in {locale} nicht (vielleicht {one})',
  ],
  ['{value} ({word} in the locale {locale})', '{value} ({word} in der Sprache {locale})'],
  ['{value} ({word} in the locales {locale})', '{value} ({word} in den Sprachen {locale})'],
];

/** What is strange about a value. */
const DOUBTS: readonly Sentence[] = [
  ['an error of a spreadsheet instead of a value', 'ein Fehler des Tabellenprogramms statt eines Werts'],
  ['a formula instead of its result', 'eine Formel statt ihres Ergebnisses'],
  [
    'a number as spreadsheets show it (with separators, decimals, a currency or %), which is another key than its digits alone',
    'eine Zahl, wie Tabellenprogramme sie zeigen (mit Trennzeichen, Dezimalstellen, Währung oder %). Das ist ein anderer Schlüssel als ihre Ziffern allein',
  ],
  [
    'a decimal number, whose last zeros spreadsheets delete: 2.10 becomes 2.1',
    'eine Dezimalzahl, deren letzte Nullen Tabellenprogramme löschen: Aus 2.10 wird 2.1',
  ],
  [
    'a date, which spreadsheets make of ids such as 3/1, 1-3-26 or MAR26',
    'ein Datum. Tabellenprogramme machen es aus Kennungen wie 3/1, 1-3-26 oder MAR26',
  ],
  [
    'a long number that was shortened (scientific notation), so that its digits are lost',
    'eine lange Zahl, die gekürzt wurde (wissenschaftliche Schreibweise), sodass Ziffern verloren sind',
  ],
  [
    'a number with only zeros after its 15th digit, as spreadsheets round long numbers',
    'eine Zahl mit lauter Nullen nach der 15. Ziffer, wie Tabellenprogramme lange Zahlen runden',
  ],
  [
    'a name in the brackets of a template, which wrote no value in its place',
    'ein Name in den Klammern einer Vorlage, der nicht durch einen Wert ersetzt wurde',
  ],
  [
    'a word that programs write where there is no value or no number',
    'ein Wort, das Programme schreiben, wenn es keinen Wert oder keine Zahl gibt',
  ],
  [
    'which means "not available", "not applicable" or "unknown"',
    'das bedeutet „nicht verfügbar“, „nicht zutreffend“ oder „unbekannt“',
  ],
  ['only dashes or other signs', 'nur Striche oder andere Zeichen'],
  [
    'with a quote at one end that is part of the text',
    'mit einem Anführungszeichen an einem Ende, das zum Text gehört',
  ],
  ['with quotes that are part of the text', 'mit Anführungszeichen, die zum Text gehören'],
  [
    'with an apostrophe in front, which tells spreadsheets that the rest is text',
    'mit einem Apostroph am Anfang, der Tabellenprogrammen sagt, dass der Rest Text ist',
  ],
  ['with blanks at its beginning or end ({which})', 'mit Leerzeichen am Anfang oder Ende ({which})'],
  [
    'which contains a character that cannot be seen: {which}',
    'darin ist ein Zeichen, das man nicht sieht: {which}',
  ],
  [
    'which contains half of a character (a surrogate without its other half), as texts do that were cut in the middle',
    'darin ist die Hälfte eines Zeichens, wie in Texten, die mittendrin abgeschnitten wurden',
  ],
  [
    'in which characters were lost ({which}) when the text was converted',
    'darin sind Zeichen verloren gegangen ({which}), als der Text umgewandelt wurde',
  ],
  [
    'in which characters are written as codes, as in {where}: it means {value}',
    'darin sind Zeichen als Codes geschrieben. Gemeint ist {value}',
  ],
  [
    'which is {value} in UTF-8 that a program read in another encoding',
    'das ist {value} in UTF-8, das ein Programm in einem anderen Zeichensatz gelesen hat',
  ],
  [
    'which is {value} in UTF-8 that a program read as {encoding}',
    'das ist {value} in UTF-8, das ein Programm als {encoding} gelesen hat',
  ],
];

/** What to do, after what is wrong. */
const ADVICE: readonly Sentence[] = [
  ['write {one}', 'schreiben Sie {one}'],
  ['write one address', 'schreiben Sie nur eine Adresse'],
  ['write only the address, without mailto:', 'schreiben Sie nur die Adresse, ohne mailto:'],
  [
    'write only the address, without the name and < >',
    'schreiben Sie nur die Adresse, ohne den Namen und < >',
  ],
  ['the address has no top-level domain, such as .com', 'der Adresse fehlt eine Top-Level-Domain wie .de'],
  ['remove the dot at the end', 'entfernen Sie den Punkt am Ende'],
  ['write the year with four digits', 'schreiben Sie das Jahr mit vier Ziffern'],
  ['write year, month and day: 2026-03-02', 'schreiben Sie Jahr, Monat und Tag: 2026-03-02'],
  [
    'the month must be a number: write the date as 2026-03-02',
    'der Monat muss eine Zahl sein: Schreiben Sie das Datum wie 2026-03-02',
  ],
  ['it means no date: leave the value out', 'das ist kein Datum: Lassen Sie den Wert weg'],
  ['seconds since 1970: multiply them by 1000', 'Sekunden seit 1970: Multiplizieren Sie sie mit 1000'],
  ['there is no such day or time', 'diesen Tag oder diese Zeit gibt es nicht'],
  [
    'there is no such day or time, or its form is another: write 2026-03-02 or 2026-03-02T10:30:00Z',
    'diesen Tag oder diese Zeit gibt es nicht, oder sie sind anders geschrieben: Schreiben Sie 2026-03-02 oder 2026-03-02T10:30:00Z',
  ],
  [
    'a number of days, as some programs count them: write the date as 2026-03-02',
    'eine Zahl von Tagen, wie manche Programme sie zählen: Schreiben Sie das Datum wie 2026-03-02',
  ],
  [
    'write it in that form, or name the locale of the file',
    'schreiben Sie es so, oder wählen Sie, wie die Datei Datum und Zahlen schreibt',
  ],
  ['write it in that form', 'schreiben Sie es in dieser Form'],
  ['write only the digits', 'schreiben Sie nur die Ziffern'],
  ['write https:// in front', 'schreiben Sie https:// davor'],
  ['write another value, or leave it out', 'schreiben Sie einen anderen Wert, oder lassen Sie ihn weg'],
  ['send it as text in quotes', 'senden Sie es als Text in Anführungszeichen'],
  [
    'send it as text in quotes, or with fewer digits',
    'senden Sie es als Text in Anführungszeichen, oder mit weniger Ziffern',
  ],
  [
    'send it with fewer digits: this field takes only numbers',
    'senden Sie es mit weniger Ziffern: Dieses Feld nimmt nur Zahlen',
  ],
  ['delete it', 'löschen Sie sie'],
  ['delete it if it is not a record', 'löschen Sie sie, wenn sie kein Datensatz ist'],
  [
    'delete it, or if it is a record, fill another of its cells',
    'löschen Sie sie, oder füllen Sie eine weitere Zelle aus, wenn sie ein Datensatz ist',
  ],
  ['if that row is not a record, delete it', 'löschen Sie jene Zeile, wenn sie kein Datensatz ist'],
  [
    'if none does, delete the delimiters at the end of the row',
    'wenn keine es enthält, löschen Sie die Trennzeichen am Ende der Zeile',
  ],
  [
    'a cell that contains the delimiter must be quoted',
    'eine Zelle mit dem Trennzeichen darin muss in Anführungszeichen sein',
  ],
  [
    'a cell that contains a line break must be quoted',
    'eine Zelle mit einem Zeilenumbruch darin muss in Anführungszeichen sein',
  ],
  [
    'A cell that contains a line break must be quoted',
    'eine Zelle mit einem Zeilenumbruch darin muss in Anführungszeichen sein',
  ],
  [
    'if the row only lacks empty cells at its end, add their delimiters',
    'wenn der Zeile nur leere Zellen am Ende fehlen, ergänzen Sie deren Trennzeichen',
  ],
  [
    'together with the row before or after it, it has no more cells than one row',
    'zusammen mit der Zeile davor oder danach hat sie nicht mehr Zellen als eine Zeile',
  ],
  [
    'if a line break cut a row in two here, quote the cell that contains the line break',
    'wenn hier ein Zeilenumbruch eine Zeile geteilt hat, setzen Sie die Zelle mit dem Zeilenumbruch in Anführungszeichen',
  ],
  [
    'write a quote inside a quoted cell twice ("")',
    'schreiben Sie ein Anführungszeichen in einer Zelle doppelt ("")',
  ],
  [
    'The row has a backslash before a delimiter, a quote or a line break, as MySQL and Hive write them: export the file as CSV with quoted cells, and with quotes in them that are written twice ("")',
    'die Zeile hat einen Backslash vor einem Trennzeichen, Anführungszeichen oder Zeilenumbruch, wie MySQL und Hive ihn schreiben: Exportieren Sie die Datei als CSV mit Zellen in Anführungszeichen, die darin doppelt geschrieben sind ("")',
  ],
  [
    'The row has a backslash before a delimiter, a quote or a line break, as MySQL and Hive write them',
    'die Zeile hat einen Backslash vor einem Trennzeichen, Anführungszeichen oder Zeilenumbruch, wie MySQL und Hive ihn schreiben',
  ],
  ['remove it', 'entfernen Sie es'],
  ['remove one of the two', 'entfernen Sie einen der beiden'],
  ['remove the quotes', 'entfernen Sie die Anführungszeichen'],
  [
    'only double quotes (") directly between the delimiters quote a cell',
    'nur doppelte Anführungszeichen (") direkt neben den Trennzeichen umschließen eine Zelle',
  ],
  ['remove the apostrophe', 'entfernen Sie den Apostroph'],
  [
    'if {what}, the rule {rule} can be allowed for the tenant',
    'wenn es richtig ist, kann Ihre Administration die Regel {rule} in den Einstellungen erlauben',
  ],
  [
    'correct the formula in the spreadsheet, or delete the content of the cell',
    'korrigieren Sie die Formel im Tabellenprogramm, oder löschen Sie den Inhalt der Zelle',
  ],
  [
    'correct the formula in the spreadsheet, and export it again',
    'korrigieren Sie die Formel im Tabellenprogramm, und exportieren Sie die Datei erneut',
  ],
  [
    'in the spreadsheet, copy the column and paste it as values, then export it again',
    'kopieren Sie die Spalte im Tabellenprogramm, fügen Sie sie als Werte ein, und exportieren Sie die Datei erneut',
  ],
  [
    'In the spreadsheet, copy the column and paste it as values, then export it again',
    'kopieren Sie die Spalte im Tabellenprogramm, fügen Sie sie als Werte ein, und exportieren Sie die Datei erneut',
  ],
  ['it was stored as text', 'sie wird als Text gespeichert'],
  ['it was stored as it was sent', 'der Wert wird so gespeichert, wie er ist'],
  ['export the file again as UTF-8', 'exportieren Sie die Datei erneut als UTF-8'],
  ['Export the file again as UTF-8', 'exportieren Sie die Datei erneut als UTF-8'],
  [
    'write the characters themselves where the file is made',
    'schreiben Sie die Zeichen selbst, dort, wo die Datei entsteht',
  ],
  [
    'Write the characters themselves where the file is made',
    'schreiben Sie die Zeichen selbst, dort, wo die Datei entsteht',
  ],
  ['Remove the character where the file is made', 'entfernen Sie das Zeichen dort, wo die Datei entsteht'],
  ['remove the character where the file is made', 'entfernen Sie das Zeichen dort, wo die Datei entsteht'],
  [
    'delete the value and type it again, or remove the character where the file is made',
    'löschen Sie den Wert, und tippen Sie ihn neu, oder entfernen Sie das Zeichen dort, wo die Datei entsteht',
  ],
  ['Remove them where the file is made', 'entfernen Sie sie dort, wo die Datei entsteht'],
  ['write the whole character, or remove it', 'schreiben Sie das ganze Zeichen, oder entfernen Sie es'],
  ['write the value itself', 'schreiben Sie den Wert selbst'],
  [
    'write the value itself, or delete the record if there is none',
    'schreiben Sie den Wert selbst, oder löschen Sie den Datensatz, wenn es keinen gibt',
  ],
  ['otherwise write the value itself', 'schreiben Sie sonst den Wert selbst'],
  [
    'delete this line if it only separates the header from the rows',
    'löschen Sie diese Zeile, wenn sie nur die Kopfzeile von den anderen trennt',
  ],
  [
    'export the file again from the original system',
    'exportieren Sie die Datei erneut aus dem ursprünglichen System',
  ],
  [
    'export the file again from the original system with the column as text',
    'exportieren Sie die Datei erneut aus dem ursprünglichen System, mit der Spalte als Text',
  ],
  [
    'export the file again from the original system and do not save it with a spreadsheet',
    'exportieren Sie die Datei erneut aus dem ursprünglichen System, und speichern Sie sie nicht mit einem Tabellenprogramm',
  ],
  [
    'export the file again from the original system and do not save it with a spreadsheet, or format the column as text before you enter the values',
    'exportieren Sie die Datei erneut aus dem ursprünglichen System, und speichern Sie sie nicht mit einem Tabellenprogramm, oder formatieren Sie die Spalte als Text, bevor Sie die Werte eingeben',
  ],
  [
    'export the file again from the original system, or format the column as a number without decimals before you save it',
    'exportieren Sie die Datei erneut aus dem ursprünglichen System, oder formatieren Sie die Spalte als Zahl ohne Dezimalstellen, bevor Sie sie speichern',
  ],
  [
    'Export the file as CSV with quoted cells',
    'exportieren Sie die Datei als CSV mit Zellen in Anführungszeichen',
  ],
  [
    'if the backslash belongs to the value, ignore this warning',
    'wenn der Backslash zum Wert gehört, beachten Sie diese Warnung nicht',
  ],
  [
    'write null in place of NaN or Infinity, or leave the key out',
    'schreiben Sie null statt NaN oder Infinity, oder lassen Sie den Schlüssel weg',
  ],
  [
    'write null, true or false in place of None, undefined, True or False',
    'schreiben Sie null, true oder false statt None, undefined, True oder False',
  ],
  ['the record ends before its closing bracket', 'der Datensatz endet vor seiner schließenden Klammer'],
  [
    'it may have been cut off, or have a line break in it',
    'er wurde vielleicht abgeschnitten, oder enthält einen Zeilenumbruch',
  ],
  ['remove the comma before the closing bracket', 'entfernen Sie das Komma vor der schließenden Klammer'],
  ['remove the comment: JSON has none', 'entfernen Sie den Kommentar: In JSON gibt es keine'],
  [
    'write names and texts in double quotes (")',
    'schreiben Sie Namen und Texte in doppelte Anführungszeichen (")',
  ],
  [
    'write names and texts in double quotes ("), not in other quotes',
    'schreiben Sie Namen und Texte in doppelte Anführungszeichen ("), nicht in andere',
  ],
  [
    'write each object on a line of its own, without commas between them',
    'schreiben Sie jedes Objekt in eine eigene Zeile, ohne Kommas dazwischen',
  ],
  ['leave it out', 'lassen Sie es weg'],
  ['leave some out', 'lassen Sie einige weg'],
  ['shorten its values, or leave some out', 'kürzen Sie seine Werte, oder lassen Sie einige weg'],
  ['leave the record out, or import the file with the mode upsert', 'lassen Sie den Datensatz weg'],
  ['import the record again', 'importieren Sie den Datensatz erneut'],
  [
    'save the file with the line breaks of Windows (CRLF) or Unix (LF), and quote a cell that contains a line break',
    'speichern Sie die Datei mit den Zeilenumbrüchen von Windows (CRLF) oder Unix (LF), und setzen Sie eine Zelle mit einem Zeilenumbruch in Anführungszeichen',
  ],
];

/** What is wrong with a record. */
const PROBLEMS: readonly Sentence[] = [
  ['{field} must be <rule>', '{field}: erwartet wird <rule>'],
  ['{field} must be <rule>, found <found>', '{field}: erwartet wird <rule>, gefunden <found>'],
  ['{field} must be <rule>, <found>', '{field}: erwartet wird <rule>, gefunden <found>'],
  ['{field}: found {value}, <doubt>', '{field}: gefunden {value}, <doubt>'],
  ['{field}: found {value}', '{field}: gefunden {value}'],
  [
    '{field}: found the number {value}, which cannot be stored with all its digits (it would become {other})',
    '{field}: gefunden die Zahl {value}, die nicht mit allen Ziffern gespeichert werden kann (sie würde zu {other})',
  ],
  [
    '{field} is required: it identifies the user, such as {example}',
    '{field} ist erforderlich: Daran wird der Benutzer erkannt, etwa {example}',
  ],
  [
    'This request requires a valid non-empty {field}: expected <rule>, found <found>',
    '{field} ist erforderlich: erwartet wird <rule>, gefunden <found>',
  ],
  [
    'This request requires a valid non-empty {field}: expected <rule>',
    '{field} ist erforderlich: erwartet wird <rule>',
  ],
  ['This request requires a valid non-empty {field}', '{field} ist erforderlich'],
  [
    '{field} must not be empty or missing: the header file says that it is never null',
    '{field} darf nicht leer sein und nicht fehlen: Nach der Kopfdatei ist es nie null',
  ],
  [
    'Groups: there is no group `{name}`: did you mean `{other}`?',
    'Groups: die Gruppe „{name}“ gibt es nicht. Meinten Sie „{other}“?',
  ],
  [
    'Groups: there is no group `{name}`: create it first, or leave it out',
    'Groups: die Gruppe „{name}“ gibt es nicht. Legen Sie sie zuerst an, oder lassen Sie sie weg',
  ],
  [
    '{field}: the source `{name}` is not enabled (enabled are {list}): ask for it to be enabled, or remove its usernames',
    '{field}: das System „{name}“ ist nicht freigegeben (freigegeben sind {list}). Bitten Sie darum, es freizugeben, oder entfernen Sie seine Benutzernamen',
  ],
  [
    '{field}: the source `{name}` is not enabled (no source is): ask for it to be enabled, or remove its usernames',
    '{field}: das System „{name}“ ist nicht freigegeben (keines ist es). Bitten Sie darum, es freizugeben, oder entfernen Sie seine Benutzernamen',
  ],
  [
    '`{name}` is not declared: declare it in the header file, or remove it',
    '„{name}“ ist nicht angegeben: Geben Sie es in der Kopfdatei an, oder entfernen Sie es',
  ],
  [
    '`{name}` is an {kind} that is not declared: add it to the `attributes` of the tenant before you upload the file, or remove it',
    '„{name}“ ist nicht als {kind} angegeben: Bitten Sie Ihre Administration, es in den Einstellungen anzugeben, oder entfernen Sie es',
  ],
  [
    'duplicate of {first}: this import accepts each {key} once',
    'doppelt: Dieser Import nimmt {key} nur einmal',
  ],
  ['{field}: {value} belongs to another user', '{field}: {value} gehört zu einem anderen Benutzer'],
  ['{field}: the value belongs to another user', '{field}: Der Wert gehört zu einem anderen Benutzer'],
  ['{field}: no user has the code {value} yet', '{field}: Den Code {value} hat noch kein Benutzer'],
  ['{field} cannot be changed once it is set', '{field} kann nicht mehr geändert werden'],
  [
    '{field} cannot be changed: another system has stored a value that is not a set',
    '{field} kann nicht geändert werden: Ein anderes System hat dort einen anderen Wert gespeichert',
  ],
  [
    'a user with this {key} exists already, and this import only creates users',
    'einen Benutzer mit {key} gibt es schon, und dieser Import legt nur neue an',
  ],
  [
    'no user has this {key}, and this import only updates users',
    'einen Benutzer mit {key} gibt es nicht, und dieser Import ändert nur vorhandene',
  ],
  [
    'the user would take {value} bytes, at most {max} can be stored',
    'der Benutzer wäre {value} Byte groß, höchstens {max} können gespeichert werden',
  ],
  [
    'the participant would have {value} custom fields, at most {max} are allowed',
    'der Benutzer hätte {value} eigene Felder, höchstens {max} sind erlaubt',
  ],
  [
    'the record conflicted with an earlier state of the user',
    'der Datensatz passte nicht zu einem früheren Stand des Benutzers',
  ],
  ['the key `{name}` occurs twice in one object', 'der Schlüssel „{name}“ kommt in einem Objekt doppelt vor'],
  ['the record contains a NUL byte', 'der Datensatz enthält ein NUL-Zeichen'],
  ['the record is not valid JSON', 'der Datensatz ist kein gültiges JSON'],
  ['the record is not valid JSON: {where}', 'der Datensatz ist kein gültiges JSON'],
  ['the record must be a JSON object in { }', 'der Datensatz muss ein JSON-Objekt in { } sein'],
  [
    'the record must be a JSON object in { }, found <what>',
    'der Datensatz muss ein JSON-Objekt in { } sein, gefunden <what>',
  ],
  ['the record is too large to be read', 'der Datensatz ist zu groß, um gelesen zu werden'],
  [
    'look for a quote or a bracket that is not closed',
    'suchen Sie ein Anführungszeichen oder eine Klammer, die nicht geschlossen ist',
  ],
  ['the row has too few cells', 'die Zeile hat zu wenige Zellen'],
  ['the row has too few cells, the header has {n}', 'die Zeile hat zu wenige Zellen, die Kopfzeile hat {n}'],
  ['the row has too many cells, the header has {n}', 'die Zeile hat zu viele Zellen, die Kopfzeile hat {n}'],
  ['the row has {found} cell, the header has {n}', 'die Zeile hat {found} Zelle, die Kopfzeile hat {n}'],
  ['the row has {found} cells, the header has {n}', 'die Zeile hat {found} Zellen, die Kopfzeile hat {n}'],
  [
    '<row>, and they do not look like the cells of the rows around it: it may be a part of the row before it',
    '<row>, und sie sehen nicht aus wie die der anderen Zeilen: Sie ist vielleicht ein Teil der Zeile davor',
  ],
  [
    'the row before or after it has too few cells and may be a part of this row',
    'die Zeile davor oder danach hat zu wenige Zellen und ist vielleicht ein Teil dieser Zeile',
  ],
  [
    'the row contains a carriage return (CR) that is not followed by a line feed (LF): it may be several rows',
    'die Zeile enthält ein CR, auf das kein LF folgt: Sie ist vielleicht mehrere Zeilen',
  ],
  [
    'the row is the rest of a quoted cell that begins in a row before it',
    'die Zeile ist der Rest einer Zelle in Anführungszeichen, die weiter oben beginnt',
  ],
  [
    'a row with a line break in a cell must have all its cells: add the delimiters of the empty cells at its end',
    'eine Zeile mit einem Zeilenumbruch in einer Zelle muss alle ihre Zellen haben: Ergänzen Sie die Trennzeichen der leeren Zellen am Ende',
  ],
  [
    'the row lacks its last cell, which was read as blank',
    'der Zeile fehlt ihre letzte Zelle, die als leer gelesen wird',
  ],
  [
    'the row lacks its last {n} cells, which were read as blank',
    'der Zeile fehlen ihre letzten {n} Zellen, die als leer gelesen werden',
  ],
  ['so does the next row', 'der nächsten Zeile auch'],
  ['so do the next {n} rows', 'den nächsten {n} Zeilen auch'],
  [
    'the row opens a quote and does not close it',
    'die Zeile öffnet ein Anführungszeichen und schließt es nicht',
  ],
  ['there is text after a closing quote', 'nach einem schließenden Anführungszeichen steht noch Text'],
  ['the row cannot be read as CSV', 'die Zeile kann nicht als CSV gelesen werden'],
  ['the row repeats the header', 'die Zeile wiederholt die Kopfzeile'],
  [
    'the row seems to be a line of totals: its first cell is a word for a sum, and the others are numbers or blank',
    'die Zeile scheint eine Summenzeile zu sein: Ihre erste Zelle ist ein Wort für eine Summe, die anderen sind Zahlen oder leer',
  ],
  [
    '{cell} ends with a backslash, which some programs (MySQL, Hive) write before a delimiter that belongs to the cell: if so, the cells behind it were read into the wrong columns',
    'eine Zelle endet mit einem Backslash, den manche Programme (MySQL, Hive) vor ein Trennzeichen schreiben, das zur Zelle gehört: Dann wurden die Zellen dahinter in die falschen Spalten gelesen',
  ],
  [
    '{cell} is not empty, but the header has no name for its column',
    'eine Zelle ist nicht leer, aber ihre Spalte hat keinen Namen',
  ],
  ['name the column, or empty the cell', 'geben Sie der Spalte einen Namen, oder leeren Sie die Zelle'],
  ['and {n} more error in this record', 'und {n} weiterer Fehler in diesem Datensatz'],
  ['and {n} more errors in this record', 'und {n} weitere Fehler in diesem Datensatz'],
  ['and {n} more warning in this record', 'und {n} weitere Warnung in diesem Datensatz'],
  ['and {n} more warnings in this record', 'und {n} weitere Warnungen in diesem Datensatz'],
];

/** About the file as a whole. */
const OF_FILE: readonly Sentence[] = [
  [
    'unknown column `{name}`: it was ignored',
    'die Spalte „{name}“ ist nicht bekannt und wird nicht importiert',
  ],
  [
    'unknown column `{name}`: did you mean `{other}`? It was ignored',
    'die Spalte „{name}“ ist nicht bekannt und wird nicht importiert. Meinten Sie „{other}“?',
  ],
  [
    'unknown column `{name}`: it may hold the values of {fields} together. It was ignored: put each of them into its own column, or map this column to one of them',
    'die Spalte „{name}“ enthält vielleicht mehrere Werte ({fields}) und wird nicht importiert. Geben Sie jedem eine eigene Spalte, oder ordnen Sie sie einem davon zu',
  ],
  [
    'unknown key `{name}`: it was ignored',
    'der Schlüssel „{name}“ ist nicht bekannt und wird nicht importiert',
  ],
  [
    'unknown key `{name}`: did you mean `{other}`? It was ignored',
    'der Schlüssel „{name}“ ist nicht bekannt und wird nicht importiert. Meinten Sie „{other}“?',
  ],
  ['more unknown columns were ignored', 'weitere unbekannte Spalten werden nicht importiert'],
  ['more unknown keys were ignored', 'weitere unbekannte Schlüssel werden nicht importiert'],
];

/** What is in a field. */
const DESCRIPTIONS: readonly Sentence[] = [
  ['A field that you define', 'Ein Feld, das Sie selbst bestimmen'],
  ['A profile field of the tenant', 'Ein Profilfeld Ihres Netzwerks'],
  ['Account at the payment provider', 'Konto beim Zahlungsdienst'],
  ['Cannot be changed once set', 'kann später nicht geändert werden'],
  ['Country of the participant', 'Land'],
  ['Declared by the header file as {type}', 'in der Kopfdatei angegeben als {type}'],
  ['Declared by the tenant as {type}', 'in den Einstellungen angegeben als {type}'],
  ['E-mail address', 'E-Mail-Adresse'],
  ['Identifies the member', 'daran wird das Mitglied erkannt'],
  ['Identifies the user', 'daran wird der Benutzer erkannt'],
  ['letter case does not matter', 'Groß- und Kleinschreibung sind egal'],
  ['Letter case does not matter', 'Groß- und Kleinschreibung sind egal'],
  [
    'Existing groups that the user is added to, by their exact names',
    'Vorhandene Gruppen, zu denen der Benutzer hinzugefügt wird, mit ihren genauen Namen',
  ],
  ['The word none adds no group', 'das Wort none fügt keine hinzu'],
  ['First name', 'Vorname'],
  ['Last name', 'Nachname'],
  ['Identifies the account that the participant belongs to', 'das Konto, zu dem die Person gehört'],
  ['Identifies the participant within the account', 'Kennung der Person in ihrem Konto'],
  ['Language and country for translations', 'Sprache und Land für Übersetzungen'],
  ['Link that the participant shares in the program', 'Link, den die Person im Programm teilt'],
  [
    'Generated with the code if the program has a link template',
    'wird mit dem Code erzeugt, wenn das Programm eine Vorlage für Links hat',
  ],
  ['Name that other users see', 'Name, den andere sehen'],
  ['Permissions of the user', 'Rechte des Benutzers'],
  ['Profile picture', 'Profilbild'],
  [
    'Referral code of the advocate who referred the participant',
    'Empfehlungscode der Person, die empfohlen hat',
  ],
  ['Referral code of the participant in the program', 'Empfehlungscode der Person im Programm'],
  [
    'Generated for a participant without a code in the tenant’s programs',
    'wird für Personen ohne Code erzeugt, in den Programmen aus den Einstellungen',
  ],
  ['Referral code without a program', 'Empfehlungscode ohne Programm'],
  [
    'Referral codes by which the participant was referred',
    'Empfehlungscodes, mit denen die Person empfohlen wurde',
  ],
  ['Time when the W-9 tax form was marked as collected', 'Zeitpunkt, zu dem das Steuerformular W-9 vorlag'],
  ['Time when the participant joined', 'Zeitpunkt, zu dem die Person beigetreten ist'],
  ['A time without an offset is UTC', 'eine Zeit ohne Zeitzone ist UTC'],
  [
    'Usernames in other systems that are added to the user, each as source:username',
    'Benutzernamen in anderen Systemen, die hinzugefügt werden, jeweils als system:benutzername',
  ],
  ['The sources must be enabled for the tenant', 'die Systeme müssen in den Einstellungen freigegeben sein'],
  ['Whether the participant can be referred', 'ob die Person empfohlen werden kann'],
  ['Whether the referral was converted', 'ob die Empfehlung erfolgreich war'],
  ['Whether the user can sign in', 'ob der Benutzer sich anmelden kann'],
];

/** Sentences that can be the first of a message begin with a capital letter, or with the name of a field. */
function begin([service, own]: Sentence): Sentence {
  return [service, own.charAt(0).toUpperCase() + own.slice(1)];
}

/** In the order in which they are tried: those that say most first. */
export const sentences: readonly Sentence[] = [
  ...OF_TWO,
  ...RULES,
  ...DESCRIPTIONS.map(begin),
  ...OF_FILE.map(begin),
  ...DOUBTS,
  ...PROBLEMS.slice(3).map(begin),
  ...PROBLEMS.slice(0, 3),
  ...ADVICE.slice(1),
  ...ADVICE.slice(0, 1),
  ...FOUND,
];

import type { z } from 'zod';
import type { ColumnMapping } from '../../contracts/column-map.ts';
import type { FileLayout } from '../../contracts/file-layout.ts';
import type { Issue } from '../../contracts/issue.ts';
import type { KeyRule } from '../../contracts/key-rules.ts';
import type { SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import type { FieldValue, User, UserChange } from '../user/user.ts';
import type { TypeSample } from './type-sample.ts';

/** `problem` follows the cell in a message: what it may mean, and what to do. */
export type CellReading = { readonly value: unknown } | { readonly problem: string };

/** One field, or a family of fields (`customFields.{name}`), that a record of a type may carry. */
export interface FieldRule {
  /** The exact name, or the prefix of a family including the dot. Case-sensitive. */
  readonly name: string;
  /** Present for a family: what may follow the prefix. */
  readonly member?: {
    readonly label: string;
    readonly pattern: RegExp /** Any name is allowed, for any value. */;
    readonly isFree?: true;
  };
  /** Other spellings of `name` for the same field. */
  readonly aliases?: readonly string[];
  /** Names that people and other systems give to the field. A column with such a name is not read: its sender is asked. */
  readonly humanNames?: readonly string[];
  /** Words that mean the field only next to another: `Name` is the last name if the file has a first name. */
  readonly humanNamesBeside?: { readonly field: string; readonly names: readonly string[] };
  /** Reads the text of a cell or a JSON value. The message of a refusal is made from `expected`. */
  readonly schema: z.ZodType<FieldValue>;
  /** Characters (UTF-16 units) of a text that `schema` reads; a longer one is refused before. See length-gate.ts. */
  readonly maxLength: number;
  /** Present if the value may be a JSON list: entries that `schema` reads. */
  readonly maxItems?: number;
  /**
   * Present if people and spreadsheets write the value in their own way: makes of a CSV cell what `schema` reads.
   * `locale`: that of the file, such as `de-DE`.
   */
  readonly readCell?: (cell: string, locale: string | undefined) => CellReading;
  /** Completes "<field> must be …". */
  readonly expected: string;
  /** Completes "…, found" for a value that `schema` refuses; undefined if showing the value says enough. */
  readonly problemOf?: (raw: unknown) => string | undefined;
  /** What a text that is refused may mean, the likeliest first; empty if nothing is known. See suggest-values.ts. */
  readonly meanings?: (text: string) => readonly string[];
  readonly description: string;
  /** Present if the value is a list of elements: they are added to the set of the user with this name. */
  readonly addsToSet?: true;
  /** Present if JSON `null` is invalid instead of clearing the field. */
  readonly nullable?: false;
  /** Present if the value identifies a user, is unique among users, or refers to one by such a value. */
  readonly identity?: IdentityKind;
}

/**
 * How a value that identifies is read, before `schema` reads it. Texts are trimmed, in NFC, and pass the identity rules.
 * - `text`: a text; a whole JSON number is read as its digits.
 * - `declared-text`: a text, and never a number.
 * - `declared-number`: whatever `schema` reads; a number must not be shortened.
 * - `list`: texts, in a list or between commas.
 * - `prefixed-list`: such texts, of which the part after the first colon identifies: `slack:ann`.
 * - `name-list`: names of what exists in the tenant's settings. They pass no rules, because `checkRecord` looks them up.
 */
export type IdentityKind =
  | 'text'
  | 'declared-text'
  | 'declared-number'
  | 'list'
  | 'prefixed-list'
  | 'name-list';

/** A value that only one user may have. `scope`: within what it is unique; empty for the whole tenant. */
export interface UniqueValue {
  readonly field: string;
  readonly scope: string;
  readonly value: string;
  /** How a message shows the value; by default in quotes. */
  readonly shown?: string;
}

/** What an import type needs to complete a user. */
export interface Completion {
  readonly userKey: string;
  /** The user before the record. */
  readonly before: User | undefined;
  /** Whether another user has a value. Only called with values that `generated` returns. */
  readonly isTaken: (value: UniqueValue) => boolean;
}

export type Cell = string | number | boolean | null;

/** What an import type depends on, in addition to the file: settings of the tenant and parameters of the import. */
export interface TypeContext {
  readonly settings: SettingsSnapshot;
  /** Parameters of the file (a header file, choices of a form), as `parameters` of the definition reads them. */
  readonly parameters: unknown;
}

/** What the tasks and the check on the page need of an import type. One file each in `lambdas/import-types`. */
export interface ImportTypeRules {
  readonly name: string;
  readonly formats: readonly FileFormat[];
  /** Imports of this type wait for a confirmation unless their options say otherwise. */
  readonly confirms?: true;
  /** An import of this type consists of a header file and a data file. */
  readonly paired?: true;
  /**
   * What is wrong with `parameters`, as a message to the sender. A file of this type is then rejected, and `resolve`
   * returns the type as far as it can.
   */
  readonly problem?: (context: TypeContext) => string | undefined;
  /** @returns the type for one import; equal contexts give equal types */
  readonly resolve: (context: TypeContext) => ImportType;
}

/** An import type as it is registered: its rules, and what its documentation and its template are made of. */
export interface ImportTypeDefinition extends ImportTypeRules {
  /** The heading of its documentation page: whose system the type belongs to. */
  readonly title: string;
  /** What its records are and where they come from, in a sentence or two of Markdown. */
  readonly description: string;
  /** What a sender must know that fields and rules do not show; sentences of Markdown. */
  readonly notes?: readonly string[];
  readonly sample: TypeSample;
}

export type FileFormat = FileLayout['format'];

/**
 * What a file of this type contains and how it maps to users. Everything else (order, duplicates, one outcome per
 * record, results, errors) is the same for all types and needs no code in the type.
 */
export interface ImportType {
  readonly name: string;
  readonly formats: readonly FileFormat[];
  readonly fields: readonly FieldRule[];
  /** How this import reads names that are not those of fields. Absent: only exact names are read. */
  readonly mapping?: ColumnMapping;
  /** Present if CSV files have no header row: the fields of the columns, in order. */
  readonly headerless?: readonly string[];
  /** Names of columns that hold the values of several fields: a whole name, where the type has its parts. */
  readonly wholes?: readonly { readonly names: readonly string[]; readonly fields: readonly string[] }[];
  /** Values that each record sets without containing them: they apply to the file as a whole. */
  readonly constants?: ReadonlyMap<string, FieldValue>;
  /** Required fields that together identify a user, in the order in which they make up its key. */
  readonly key: readonly string[];
  /** How the value of a key field is written in the key of the user, if not unchanged: an address in lower case. */
  readonly keyPart?: (field: string, value: FieldValue) => string;
  /**
   * Fields, and families by their prefix, from which a record's conflict keys are made: those of `key` and of
   * `uniqueValues`. The splitter reads only these.
   */
  readonly keyFields: readonly string[];
  /**
   * Values that only one user may have within their scope: a referral code within its program. They must not depend
   * on fields of `key` alone.
   */
  readonly uniqueValues: (user: User) => readonly UniqueValue[];
  /**
   * Present if keys can be made from the bytes of cells: every field of `keyFields` has the identity `text` and is not
   * changed further, and each field that is not in `key` is one unique value, in the scope
   * returned here. Conflicts are then found without decoding the cells.
   */
  readonly verbatimKeys?: { readonly scopeOf: (field: string) => string };
  /** The rules that do not apply to this tenant's keys and unique values. */
  readonly allowInKeys?: readonly KeyRule[];
  /** The issue of a record without a value for a key field (absent, null or blank); `sent` is an invalid value. */
  readonly missingKey: (field: string, sent?: unknown) => Issue;
  /** Fields whose first value never changes. */
  readonly immutable: ReadonlySet<string>;
  /** Fields that a record clears if it does not contain them. */
  readonly overwrites?: readonly string[];
  /** The issue of an unknown field. Without this function unknown fields are ignored, with one warning for the file. */
  readonly unknownField?: (path: string, raw: unknown) => Issue;
  /** Name of the JSON array of segment operations, if the type has one. */
  readonly segmentsField?: string;
  /** Rules about the fields of a record together. If some fields are invalid, it gets the others. */
  readonly checkRecord?: (change: Omit<UserChange, 'userKey'>) => readonly Issue[];
  /**
   * Adds values to a user that the record did not contain: a referral code. It must be a pure function, and
   * completing a user twice must give the same as completing it once.
   */
  readonly complete?: (next: User, completion: Completion) => User;
  /**
   * The unique values that `complete` may give to a user: for each field the candidates in the order in which they
   * are tried. They are conflict keys of all records of the user.
   */
  readonly generated?: (userKey: string) => readonly UniqueValue[];
  /** Rules about the user after the change. No issues: valid. */
  readonly check: (next: User, change: UserChange) => readonly Issue[];
  /** Values by which other records may refer to this user (referral codes). */
  readonly referableValues: (user: User) => readonly string[];
  /** Values by which the change refers to other users. Unknown values are warnings. */
  readonly references: (change: UserChange) => readonly { readonly field: string; readonly value: string }[];
  readonly details: DetailColumns;
  /** A file with more records is rejected. Default: MAX_RECORDS. */
  readonly maxRecords?: number;
  /**
   * Some issues of this type reject the whole file (`rejectsFile`): all records are validated before the first one is
   * written.
   */
  readonly screened?: true;
}

/** The columns of `results.csv` after `recordNumber,outcome`. */
export interface DetailColumns {
  readonly before: readonly string[];
  /** Whether the name of a column comes from the data (`customFields.plan`). Such columns come last. */
  readonly isDynamic: (column: string) => boolean;
  /** Prefixes of those columns, in the order of the columns. Within a prefix the columns are sorted by name. */
  readonly families?: readonly string[];
  readonly read: (user: User) => ReadonlyMap<string, Cell>;
}

export type { FieldValue, User, UserChange };

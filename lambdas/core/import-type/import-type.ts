import type { z } from 'zod';
import type { FileLayout } from '../../contracts/file-layout.ts';
import type { Issue } from '../../contracts/issue.ts';
import type { SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import type { FieldValue, User, UserChange } from '../user/user.ts';
import type { TypeSample } from './type-sample.ts';

/** One field, or a family of fields (`customFields.{name}`), that a record of a type may carry. */
export interface FieldRule {
  /** Exact name, or for a family its prefix up to and including the dot. Case-sensitive. */
  readonly name: string;
  /** Present for a family: what may stand behind the prefix. */
  readonly member?: { readonly label: string; readonly pattern: RegExp };
  /** Other spellings of `name` that mean the same field. */
  readonly aliases?: readonly string[];
  /** Reads a cell's text or a JSON value; refuses with any issue, worded by `expected`. */
  readonly schema: z.ZodType<FieldValue>;
  /** Completes "<field> must be …". */
  readonly expected: string;
  readonly description: string;
  /** Present where the value is a list of elements: they are added to the user's set of this name. */
  readonly addsToSet?: true;
  /** Present where JSON's `null` is no way to clear the field but a mistake. */
  readonly nullable?: false;
}

/** A value that no two users may have. `scope` says within what; the empty text where it is the whole tenant. */
export interface UniqueValue {
  readonly field: string;
  readonly scope: string;
  readonly value: string;
  /** How a message shows it, where that is not the value in quotes. */
  readonly shown?: string;
}

/** With what an import type completes a user. */
export interface Completion {
  readonly userKey: string;
  /** The user before the record. */
  readonly before: User | undefined;
  /** Whether somebody else has a value; asked of values that `generated` names, and of no others. */
  readonly isTaken: (value: UniqueValue) => boolean;
}

export type Cell = string | number | boolean | null;

/** What an import type is made from besides the file: of one tenant, and of one import. */
export interface TypeContext {
  readonly settings: SettingsSnapshot;
  /** What came with the file (a header of its own, a form's choices), as `parameters` of the definition reads it. */
  readonly parameters: unknown;
}

/** An import type as it is registered: one file in `lambdas/import-types`. */
export interface ImportTypeDefinition {
  readonly name: string;
  /** The heading of its page: whose system it is. */
  readonly title: string;
  /** What its records are and where they come from, in a sentence or two of Markdown. */
  readonly description: string;
  /** What a sender must know that neither fields nor rules show; sentences of Markdown. */
  readonly notes?: readonly string[];
  readonly sample: TypeSample;
  readonly formats: readonly FileFormat[];
  /** Imports of this type wait for their sender's yes, unless they say otherwise. */
  readonly confirms?: true;
  /** Comes as a header file and a data file, which are imported together. */
  readonly paired?: true;
  /** What is wrong with `parameters`, for the sender: then a file of this type is rejected, and `resolve` gives what it can. */
  readonly problem?: (context: TypeContext) => string | undefined;
  /** @returns the type as it is for one import; the same for the same context, always */
  readonly resolve: (context: TypeContext) => ImportType;
}

export type FileFormat = FileLayout['format'];

/**
 * What a file of this kind holds and how it maps to users. Everything else (order, duplicates, one outcome per record,
 * results, errors) is the engine's and needs no code here.
 */
export interface ImportType {
  readonly name: string;
  readonly formats: readonly FileFormat[];
  readonly fields: readonly FieldRule[];
  /** Present where a CSV file begins with its first record: the fields of its columns, in order. */
  readonly headerless?: readonly string[];
  /** Values that each record sets although it does not carry them: they came with the file as a whole. */
  readonly constants?: ReadonlyMap<string, FieldValue>;
  /** Required fields that together identify a user, in the order in which they make up its key. */
  readonly key: readonly string[];
  /** How the value of a field of `key` stands in the user's key, where it is not the value itself: an address in lower case. */
  readonly keyPart?: (field: string, value: FieldValue) => string;
  /**
   * Fields, and families by their prefix, from which a record's conflict keys are made: those of `key` and of
   * `uniqueValues`. The splitter reads these and no others.
   */
  readonly keyFields: readonly string[];
  /**
   * Values that belong to one user at most within their scope: a referral code within its program. Fields of `key` alone
   * make none.
   */
  readonly uniqueValues: (user: User) => readonly UniqueValue[];
  /**
   * Present where bytes can stand for keys: every field of `keyFields` keeps a valid text as it was sent, but for blanks
   * around it, and each that is not of `key` is one unique value, in the scope given here. Finds conflicts without making text of the cells.
   */
  readonly verbatimKeys?: { readonly scopeOf: (field: string) => string };
  /** The issue of a record in which a key field is absent, null or blank; `sent` where it is something, but no valid value. */
  readonly missingKey: (field: string, sent?: unknown) => Issue;
  /** Fields that keep their first value for ever. */
  readonly immutable: ReadonlySet<string>;
  /** Fields that a record clears when it does not carry them. */
  readonly overwrites?: readonly string[];
  /** The issue of a field that no rule names; without it such fields are left aside, with one warning for the file. */
  readonly unknownField?: (path: string, raw: unknown) => Issue;
  /** Name of the JSON array of segment operations, where the type has one. */
  readonly segmentsField?: string;
  /** Rules about a record that its fields by themselves do not show; of a record with invalid fields, about the others. */
  readonly checkRecord?: (change: Omit<UserChange, 'userKey'>) => readonly Issue[];
  /**
   * Gives a user that a record touches what it is to have and nobody sent: a referral code. What is given is a function
   * of its arguments, and completing twice gives no more than completing once.
   */
  readonly complete?: (next: User, completion: Completion) => User;
  /**
   * The unique values that `complete` may give to a user, whatever it carries: for each field those to be tried one after
   * another. They are conflict keys of each of the user's records.
   */
  readonly generated?: (userKey: string) => readonly UniqueValue[];
  /** Rules about a user as it would stand after the change; none means valid. */
  readonly check: (next: User, change: UserChange) => readonly Issue[];
  /** Values by which other records may refer to this user (referral codes). */
  readonly referableValues: (user: User) => readonly string[];
  /** Values by which this change refers to other users; unknown ones are warnings. */
  readonly references: (change: UserChange) => readonly { readonly field: string; readonly value: string }[];
  readonly details: DetailColumns;
  /** A file with more records is rejected. */
  readonly maxRecords?: number;
  /** Some issue of this type rejects the whole file (`rejectsFile`): all records are judged before one is written. */
  readonly screened?: true;
}

/** The columns of `results.csv` behind `recordNumber,outcome`. */
export interface DetailColumns {
  readonly before: readonly string[];
  /** True for columns whose names come from the data (`customFields.plan`); they stand behind the others. */
  readonly isDynamic: (column: string) => boolean;
  /** Prefixes of those columns, in the order in which they stand; within one they stand in order of their names. */
  readonly families?: readonly string[];
  readonly read: (user: User) => ReadonlyMap<string, Cell>;
}

export type { FieldValue, User, UserChange };

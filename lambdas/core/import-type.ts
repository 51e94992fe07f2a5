import type { z } from 'zod';
import type { Issue } from '../contracts/issue.ts';
import type { FieldValue, User, UserChange } from './user.ts';

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
}

/** A value that no two users may have. `scope` says within what; the empty text where it is the whole tenant. */
export interface UniqueValue {
  readonly field: string;
  readonly scope: string;
  readonly value: string;
}

export type Cell = string | number | boolean | null;

/**
 * What a file of this kind holds and how it maps to users. Everything else (order, repeats, one outcome per record,
 * results, errors) is the engine's and needs no code here.
 */
export interface ImportType {
  readonly name: string;
  readonly formats: readonly ('csv' | 'jsonl')[];
  readonly fields: readonly FieldRule[];
  /** Required fields that together identify a user, in the order in which they make up its key. */
  readonly key: readonly string[];
  /**
   * Fields, and families by their prefix, from which a record's conflict keys are made: those of `key` and of
   * `uniqueValues`. The splitter reads these and no others.
   */
  readonly keyFields: readonly string[];
  /**
   * Values that belong to one user at most within their scope: a referral code within its program. Fields of `key` alone
   * make none.
   */
  readonly uniqueValues: (set: ReadonlyMap<string, FieldValue>) => readonly UniqueValue[];
  /**
   * Present where bytes can stand for keys: every field of `keyFields` keeps a valid text as it was sent, and each that
   * is not of `key` is one unique value, in the scope given here. Finds conflicts without making text of the cells.
   */
  readonly verbatimKeys?: { readonly scopeOf: (field: string) => string };
  /** The issue of a record in which a key field is absent, null or blank. */
  readonly missingKey: (field: string) => Issue;
  /** Fields that keep their first value for ever. */
  readonly immutable: ReadonlySet<string>;
  /** Name of the JSON array of segment operations, where the type has one. */
  readonly segmentsField?: string;
  /** Rules about a user as it would stand after the change; none means valid. */
  readonly check: (next: User, change: UserChange) => readonly Issue[];
  /** Values by which other records may refer to this user (referral codes). */
  readonly referableValues: (user: User) => readonly string[];
  /** Values by which this change refers to other users; unknown ones are warnings. */
  readonly references: (change: UserChange) => readonly { readonly field: string; readonly value: string }[];
  readonly details: DetailColumns;
}

/** The columns of `results.csv` behind `recordNumber,outcome`. */
export interface DetailColumns {
  readonly before: readonly string[];
  /** True for columns whose names come from the data (`customFields.plan`); they stand behind the others. */
  readonly isDynamic: (column: string) => boolean;
  readonly read: (user: User) => ReadonlyMap<string, Cell>;
}

export type { FieldValue, User, UserChange };

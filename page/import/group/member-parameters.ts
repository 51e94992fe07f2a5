/** What holds for all records of a file of group members. */
export interface MemberParameters {
  /** Its id. */
  readonly group: string;
  readonly roleId: number;
  readonly blocked: boolean;
  /** Profile fields by id, in the order of the columns after the last name. */
  readonly selectedFields: readonly string[];
}

const REGULAR = 2;

/** What is chosen at first: the only group, if there is one. */
export function firstParameters(groups: readonly { readonly id: string }[]): MemberParameters {
  const [only] = groups.length === 1 ? groups : [];
  return { group: only?.id ?? '', roleId: REGULAR, blocked: false, selectedFields: [] };
}

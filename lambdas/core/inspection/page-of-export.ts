import { isJsonObject } from '../records/json-kind.ts';
import { plural } from '../wording/plural.ts';
import { showName } from '../wording/show-value.ts';
import type { EnclosingObject } from './enclosing-object.ts';
import { selector } from './json-opening.ts';
import type { JsonRecord } from './names-of-records.ts';
import { type Rejection, reject } from './rejection.ts';

interface Sign {
  /** Names in lower case, without other characters than letters and digits: `@odata.nextLink` is `odatanextlink`. */
  readonly names: readonly string[];
  /** Says what the value shows, if it shows that records are missing. `records`: how many the file has. */
  readonly missing: (value: unknown, records: number) => string | undefined;
}

/** Of an export that was stopped. */
const PARTIAL: ReadonlySet<string> = new Set(['partial', 'incomplete', 'truncated', 'in_progress']);

/** Members by which APIs say that an answer is one page of several, and where the next one is. */
export const PAGING_SIGNS: readonly Sign[] = [
  {
    names: [
      'hasmore',
      'hasnext',
      'hasnextpage',
      'hasmoreitems',
      'hasmoreresults',
      'moreavailable',
      'more',
      'truncated',
      'istruncated',
      'incomplete',
      'incompleteresults',
    ],
    missing: (value) => (value === true ? 'is true' : undefined),
  },
  {
    names: [
      ...['last', 'islast', 'islastpage', 'lastpage', 'done', 'complete', 'iscomplete', 'iscompleted'],
      ...['endofstream', 'endofdata', 'endofresults', 'endofrecords', 'allrecords', 'final', 'finished'],
    ],
    missing: (value) => (value === false ? 'is false' : undefined),
  },
  {
    names: ['status', 'state', 'resultstatus', 'completeness'],
    missing: (value) =>
      typeof value === 'string' && PARTIAL.has(value.toLowerCase()) ? `is "${value}"` : undefined,
  },
  {
    names: [
      'next',
      'nextpage',
      'nextlink',
      'nexturl',
      'nexturi',
      'nexthref',
      'nextpageurl',
      'nextpagelink',
      'nextpageuri',
      'nextrecordsurl',
      'nextpagetoken',
      'nexttoken',
      'nextcursor',
      'nextpagecursor',
      'nextoffset',
      'nextmarker',
      'nextstart',
      'nextkey',
      'nextposition',
      'paginationtoken',
      'continuationtoken',
      'lastevaluatedkey',
      'odatanextlink',
    ],
    missing: (value) => (isFilled(value) ? 'is not empty' : undefined),
  },
  {
    names: [
      'total',
      'totalcount',
      'totalresults',
      'totalrecords',
      'totalitems',
      'totalelements',
      'totalsize',
      'totalhits',
      'totalusers',
      'totalentries',
      'totalrows',
      'count',
      'odatacount',
      'recordcount',
      'numfound',
      'totalfound',
      'totalmatches',
      'totalnumber',
      'recordstotal',
      'nbhits',
      'resultcount',
    ],
    missing: (value, records) => {
      const total = wholeNumber(value);
      return total !== undefined && total > records ? `is ${total}` : undefined;
    },
  },
  {
    names: ['totalpages', 'pages', 'pagecount', 'numpages', 'lastpage', 'lastpagenumber'],
    missing: (value) => {
      const pages = wholeNumber(value);
      return pages !== undefined && pages > 1 ? `is ${pages}` : undefined;
    },
  },
];

/** Objects in which such members may be. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'links',
  'meta',
  'metadata',
  'paging',
  'pagination',
  'page',
  'pager',
  'pageinfo',
  'pagingmetadata',
  'responsemetadata',
  'cursor',
  'cursors',
  'listinfo',
]);
/** `meta.pagination.next` */
const MAX_DEPTH = 3;

/**
 * The rejection of a file that is one page of an export: its members say that there are more records than it has. To
 * import a part without a word would leave users out.
 */
export function pageProblem({ members, path }: EnclosingObject, records: number): Rejection | undefined {
  const sign = findSign(members, records, []);
  if (sign === undefined) return undefined;
  const array = selector({ path });
  return reject(
    'PAGE_OF_EXPORT',
    `The file is one page of an export, and other pages are missing: \`${showName(sign.path.join('.'))}\` ${sign.says}, and \`${showName(path.join('.'))}\` has ${plural(records, 'record')}. Export all pages. \`jq -c '${array}[]' PAGES\` writes the records of several files as JSON Lines. To import only this page, send the array itself: \`jq '${array}' FILE\` extracts it.`,
  );
}

function findSign(
  members: JsonRecord,
  records: number,
  path: readonly string[],
): { readonly path: readonly string[]; readonly says: string } | undefined {
  for (const [key, value] of Object.entries(members)) {
    const own = [...path, key];
    const name = plain(key);
    for (const { names, missing } of PAGING_SIGNS) {
      const says = names.includes(name) ? missing(value, records) : undefined;
      if (says !== undefined) return { path: own, says };
    }
    const isSearched = CONTAINERS.has(name) && isJsonObject(value) && own.length < MAX_DEPTH;
    const inner = isSearched ? findSign(value as JsonRecord, records, own) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Whether a member is one that says of other files whether they are whole, and says of this one that it is. */
export function isComplete(key: string, value: unknown, records: number): boolean {
  const signs = PAGING_SIGNS.filter(({ names }) => names.includes(plain(key)));
  if (signs.length === 0 || signs.some(({ missing }) => missing(value, records) !== undefined)) return false;
  return typeof value === 'boolean' || value === '0' || wholeNumber(value) !== undefined;
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A link, a token, a number of a page, or an object with one: `{"href": "…"}`. */
function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '' && value !== '0';
  if (typeof value === 'number') return value > 0;
  return isJsonObject(value) ? Object.values(value as JsonRecord).some(isFilled) : value === true;
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

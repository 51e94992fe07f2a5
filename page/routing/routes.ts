/** The screens. A step of an import is a screen of its own, so that the browser's back button returns to the step before. */
export type Route =
  | { readonly name: 'import'; readonly step?: string }
  | { readonly name: 'imports'; readonly status?: string; readonly type?: string }
  | { readonly name: 'import-detail'; readonly importId: string; readonly tab?: string }
  | { readonly name: 'types'; readonly type?: string }
  | { readonly name: 'settings'; readonly section?: string }
  | ({ readonly name: 'operator'; readonly section?: string; readonly item?: string } & StageFilters)
  | { readonly name: 'unknown' };

/** What the console shows of all imports. `days`: only those of the last days. */
export interface StageFilters {
  readonly status?: string;
  readonly tenant?: string;
  readonly type?: string;
  readonly days?: string;
  /** Of the audit trail: only what was done by this operation. */
  readonly act?: string;
}

/** How many segments a path may have after the first one. */
const MOST_SEGMENTS: ReadonlyMap<string, number> = new Map([
  ['import', 1],
  ['imports', 2],
  ['types', 1],
  ['settings', 1],
  ['operator', 2],
]);

/** @param hash `#/imports/imp_…`. Routes are in the hash, so that one file serves all of them. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [screen = '', ...segments] = path.split('/').map(decode);
  if (screen === '' && segments.length === 0) return { name: 'import' };
  const rest = segments.filter((segment) => segment !== '');
  if (rest.length > (MOST_SEGMENTS.get(screen) ?? -1)) return { name: 'unknown' };
  const [first, second] = rest;
  if (screen === 'import') return { name: 'import', ...(first !== undefined && { step: first }) };
  if (screen === 'imports' && first !== undefined)
    return { name: 'import-detail', importId: first, ...(second !== undefined && { tab: second }) };
  if (screen === 'imports') return { name: 'imports', ...filtersOf(query, ['status', 'type']) };
  if (screen === 'types') return { name: 'types', ...(first !== undefined && { type: first }) };
  const section = { ...(first !== undefined && { section: first }) };
  if (screen === 'settings') return { name: 'settings', ...section };
  const item = { ...(second !== undefined && { item: second }) };
  return { name: 'operator', ...section, ...item, ...filtersOf(query, STAGE_FILTERS) };
}

/** @returns the hash that `parseRoute` reads as this route */
export function hashOf(route: Route): string {
  const path = segmentsOf(route).filter((segment) => segment !== undefined);
  return `#/${path.map(encodeURIComponent).join('/')}${queryOf(route)}`;
}

function segmentsOf(route: Route): readonly (string | undefined)[] {
  if (route.name === 'import') return ['import', route.step];
  if (route.name === 'imports') return ['imports'];
  if (route.name === 'import-detail') return ['imports', route.importId, route.tab];
  if (route.name === 'types') return ['types', route.type];
  if (route.name === 'settings') return ['settings', route.section];
  if (route.name === 'operator') return ['operator', route.section, route.item];
  return ['unknown'];
}

const STAGE_FILTERS = ['status', 'tenant', 'type', 'days', 'act'] as const;

function filtersOf<N extends keyof StageFilters>(
  text: string,
  names: readonly N[],
): { readonly [M in N]?: string } {
  const query = new URLSearchParams(text);
  const found = names.map((name) => [name, query.get(name)] as const);
  return Object.fromEntries(found.filter(([, value]) => value)) as { readonly [M in N]?: string };
}

function queryOf(route: Route): string {
  if (route.name !== 'imports' && route.name !== 'operator') return '';
  const values: StageFilters = route;
  const query = new URLSearchParams();
  for (const name of STAGE_FILTERS) if (values[name]) query.set(name, values[name]);
  return query.size === 0 ? '' : `?${query}`;
}

/** An address that someone has damaged is an unknown screen, and no error. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

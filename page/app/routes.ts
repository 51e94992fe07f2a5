/** The screens. A step of an import is a screen of its own, so that the browser's back button returns to the step before. */
export type Route =
  | { readonly name: 'import'; readonly step?: string }
  | { readonly name: 'imports'; readonly status?: string; readonly type?: string }
  | { readonly name: 'import-detail'; readonly importId: string; readonly tab?: string }
  | { readonly name: 'types'; readonly type?: string }
  | { readonly name: 'settings'; readonly section?: string }
  | { readonly name: 'operator'; readonly section?: string; readonly item?: string }
  | { readonly name: 'unknown' };

type Named<N extends Route['name']> = Extract<Route, { readonly name: N }>;

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
  if (screen === 'imports') return { name: 'imports', ...filters(new URLSearchParams(query)) };
  if (screen === 'types') return { name: 'types', ...(first !== undefined && { type: first }) };
  const section = { ...(first !== undefined && { section: first }) };
  if (screen === 'settings') return { name: 'settings', ...section };
  return { name: 'operator', ...section, ...(second !== undefined && { item: second }) };
}

/** @returns the hash that `parseRoute` reads as this route */
export function hashOf(route: Route): string {
  if (route.name === 'imports') return `#/imports${queryOf(route)}`;
  return `#/${segmentsOf(route)
    .filter((segment) => segment !== undefined)
    .map(encodeURIComponent)
    .join('/')}`;
}

function segmentsOf(route: Exclude<Route, Named<'imports'>>): readonly (string | undefined)[] {
  if (route.name === 'import') return ['import', route.step];
  if (route.name === 'import-detail') return ['imports', route.importId, route.tab];
  if (route.name === 'types') return ['types', route.type];
  if (route.name === 'settings') return ['settings', route.section];
  if (route.name === 'operator') return ['operator', route.section, route.item];
  return ['unknown'];
}

function filters(query: URLSearchParams): Pick<Named<'imports'>, 'status' | 'type'> {
  const status = query.get('status');
  const type = query.get('type');
  return { ...(status && { status }), ...(type && { type }) };
}

function queryOf({ status, type }: Named<'imports'>): string {
  const query = new URLSearchParams({ ...(status && { status }), ...(type && { type }) });
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

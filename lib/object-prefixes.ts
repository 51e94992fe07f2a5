/** Where partners and the web page put their files: `partners/<tenant>/<import type>/…`. Other objects start nothing. */
export const UPLOADS_PREFIX = 'partners/';

/** Manifests, parts and decompressed copies, `work/<import id>/…`: of use while an import runs, and for an enquiry after it. */
export const WORK_PREFIX = 'work/';

/** What an import leaves to its sender, `imports/<import id>/…`: results, errors, the records to mend. */
export const IMPORTS_PREFIX = 'imports/';

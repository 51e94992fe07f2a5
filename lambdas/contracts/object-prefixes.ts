/** Uploads bucket. Partners and the web page put their files here, see upload-key.ts. Other objects start no import. */
export const UPLOADS_PREFIX = 'partners/';

/** Results bucket: manifests, parts and decompressed copies of an import. Needed while it runs and to investigate it later. */
export const WORK_PREFIX = 'work/';

/** Results bucket: what was erased, one report for each erasure. Without personal data, and kept. */
export const ERASURES_PREFIX = 'erasures/';

/** Results bucket: the files for the sender: results, errors and failed records. */
export const IMPORTS_PREFIX = 'imports/';

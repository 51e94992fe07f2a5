/**
 * `node:http` without an import of it: an ES module that imports `node:http` makes Node.js read all of its exports, and one
 * of them loads undici (40 ms of CPU time at each start). Types come from `import type … from 'node:http'`.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');

#!/usr/bin/env node
// JavaScript, because the compile cache also stores TypeScript without its types: an entry in TypeScript is read before the
// cache is enabled, and would load the compiler of Node.js (80 ms of CPU time) at each start.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Before the other imports: half of the start of a short command is compiling. In the project, because the directory that
// Node.js takes by default is open to all users of the machine. Without write permission nothing is cached.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'rollcall'));
const { runProgram } = await import('./main/run-program.ts');
process.exitCode = await runProgram(process.argv.slice(2), process.env);

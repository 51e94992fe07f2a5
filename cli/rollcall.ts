#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before the other imports: half of the start of a short command is compiling.
enableCompileCache();
const { runProgram } = await import('./program/run-program.ts');
process.exitCode = await runProgram(process.argv.slice(2), process.env);

import { cpus, totalmem } from 'node:os';
import { benchApi } from './api.ts';
import { benchCollecting } from './collecting.ts';
import { benchConflicts } from './conflicts.ts';
import { benchPage } from './page.ts';
import { benchSplitting } from './splitting.ts';
import { benchThroughput } from './throughput.ts';
import { benchWorkerMemory } from './worker-memory.ts';

const wanted = process.argv.slice(2);
const benches = {
  splitting: benchSplitting,
  conflicts: benchConflicts,
  collecting: benchCollecting,
  throughput: () => benchThroughput(),
  memory: benchWorkerMemory,
  api: benchApi,
  page: benchPage,
} as const;

const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(', ')}. Expected ${Object.keys(benches).join(', ')}, or nothing for all.`,
  );
  process.exit(64);
}

console.log(
  `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.version}, ${process.platform} ${process.arch}`,
);
console.log(
  'Machines are noisy: compare the columns of a row, which were measured in one run, not rows of two machines.\n',
);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`${name} …`);
  console.log(name);
  console.table(await bench());
}

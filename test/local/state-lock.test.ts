import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockState } from '../../local/state-lock.ts';
import { temporaryDirectory } from './temporary-directory.ts';

describe('the lock of a state directory', () => {
  it('refuses a second one, naming the process', async () => {
    const directory = await temporaryDirectory();
    await lockState(directory);
    await expect(lockState(directory)).rejects.toThrow(`${directory} is in use by process ${process.pid}`);
  });

  it('can be taken again when it was given back', async () => {
    const directory = await temporaryDirectory();
    const unlock = await lockState(directory);
    unlock();
    await expect(lockState(directory)).resolves.toBeTypeOf('function');
  });

  it('is taken over from a process that is gone', async () => {
    const directory = await temporaryDirectory();
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'close');
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid: gone.pid, started: '1' }));
    await expect(lockState(directory)).resolves.toBeTypeOf('function');
  });

  it.runIf(process.platform === 'linux')(
    'is taken over when its process id was given out again',
    async () => {
      const directory = await temporaryDirectory();
      await writeFile(join(directory, 'lock'), JSON.stringify({ pid: process.pid, started: '1' }));
      await expect(lockState(directory)).resolves.toBeTypeOf('function');
    },
  );

  it('is taken over when its file was cut off', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'lock'), '{"pi');
    await expect(lockState(directory)).resolves.toBeTypeOf('function');
  });
});

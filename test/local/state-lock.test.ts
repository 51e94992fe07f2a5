import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockState } from '../../local/state-lock.ts';
import { temporaryDirectory } from './temporary-directory.ts';

describe('the lock of a state directory', () => {
  it('is refused to a second process with the id of the first', async () => {
    const directory = await temporaryDirectory();
    await lockState(directory);
    await expect(lockState(directory)).rejects.toThrow(`${directory} is in use by process ${process.pid}`);
  });

  it('can be acquired again after it was released', async () => {
    const directory = await temporaryDirectory();
    const unlock = await lockState(directory);
    unlock();
    await expect(lockState(directory)).resolves.toBeTypeOf('function');
  });

  it('is taken over from a process that has ended', async () => {
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

  it.runIf(process.platform === 'linux')('is taken over from a zombie', async () => {
    const directory = await temporaryDirectory();
    // The shell becomes a process that never reads the exit status of its child.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const pid = Number(String((await once(parent.stdout, 'data'))[0]));
    const fields = async () => (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    const nameOf = () => readFile(`/proc/${parent.pid}/comm`, 'utf8');
    while ((await nameOf()) !== 'sleep\n') await setImmediate();
    process.kill(pid, 'SIGKILL');
    while ((await fields())[0] !== 'Z') await setImmediate();
    const started = (await fields())[19];
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid, started }));
    await expect(lockState(directory)).resolves.toBeTypeOf('function');
  });

  it('is taken over if its file is incomplete', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'lock'), '{"pi');
    await expect(lockState(directory)).resolves.toBeTypeOf('function');
  });
});

import { join } from 'node:path';
import { Argument, type Command } from 'commander';
import { SHELLS, type Shell, shellScript } from '../completion/shell-scripts.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { exits } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';

const PROGRAM = join(import.meta.dirname, '..', 'rollcall.js');

const HOW_TO = `To enable it:
  bash  eval "$(npx rollcall completion bash)"      in ~/.bashrc
  zsh   eval "$(npx rollcall completion zsh)"       in ~/.zshrc, after compinit
  fish  npx rollcall completion fish > ~/.config/fish/completions/rollcall.fish

It completes the word rollcall. Without a global installation: alias rollcall='npx rollcall'`;

export function define(command: Command): void {
  command
    .description(
      'Prints the script that completes commands, options, their values and import ids in a shell.',
    )
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS));
  command.option('--json', 'print JSON on stdout and nothing else', false);
  addExamples(command, ['completion bash'], HOW_TO);
  command.action(
    exits((shell: Shell, { json }: { readonly json: boolean }) => {
      const script = shellScript(shell, [process.execPath, PROGRAM]);
      process.stdout.write(json ? `${JSON.stringify({ shell, script })}\n` : script);
      return EXIT_CODES.done;
    }),
  );
}

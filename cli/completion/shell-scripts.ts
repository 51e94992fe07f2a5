export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * Defines the completion of `rollcall`. The typed words are passed as they are: a script that evaluates them would run what is
 * typed as `$(…)`. Where there is nothing to complete, the shell completes file names.
 * @param program the words that run the program
 */
export function shellScript(shell: Shell, program: readonly string[]): string {
  const run = program.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  return SCRIPTS[shell](run);
}

const SCRIPTS: Readonly<Record<Shell, (run: string) => string>> = {
  bash: (run) => `# Completion of rollcall for bash.
_rollcall() {
  local candidate
  COMPREPLY=()
  while IFS= read -r candidate; do
    COMPREPLY+=("\${candidate%%$'\\t'*}")
  done < <(${run} complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -F _rollcall rollcall
`,
  zsh: (run) => `#compdef rollcall
# Completion of rollcall for zsh.
_rollcall() {
  local candidate
  local -a candidates
  while IFS= read -r candidate; do
    candidates+=("\${\${candidate%%$'\\t'*}//:/\\\\:}:\${candidate#*$'\\t'}")
  done < <(${run} complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#candidates} )); then
    _describe rollcall candidates
  else
    _files
  fi
}
compdef _rollcall rollcall
`,
  fish: (run) => `# Completion of rollcall for fish.
function __rollcall_complete
  set -l typed (commandline -opc)
  set -l current (commandline -ct)
  set -l candidates (${run} complete -- $typed[2..-1] "$current" 2>/dev/null)
  if test (count $candidates) -gt 0
    printf '%s\\n' $candidates
  else
    __fish_complete_path "$current"
  end
end
complete -c rollcall -f -a '(__rollcall_complete)'
`,
};

/** The placeholder of `--key <key>`. */
const HIDDEN = 'KEY';

/** Of every bearer that Rollcall makes: API keys and tokens of sessions. */
const BEARER = /\b(?:rk_[\w-]+_[0-9a-f]{8,}|rcs_[\w.-]{8,})/g;

/** A shorter text is no key, and would occur in ordinary words. */
const MIN_KEY_LENGTH = 8;

/** The words of a line with a placeholder for each key: what a usage error proposes is copied, stored and shown to others. */
export function wordsWithoutKeys(argv: readonly string[]): readonly string[] {
  return argv.map((word, at) => {
    if (word.startsWith('--key=')) return `--key=${HIDDEN}`;
    return argv[at - 1] === '--key' ? HIDDEN : word.replace(BEARER, HIDDEN);
  });
}

/** @param text such as a message of commander, which quotes what was typed */
export function textWithoutKeys(
  text: string,
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
): string {
  const typed = argv.flatMap((word, at) => {
    if (word.startsWith('--key=')) return [word.slice('--key='.length)];
    return argv[at - 1] === '--key' ? [word] : [];
  });
  const keys = [...typed, environment.ROLLCALL_API_KEY ?? '', environment.npm_config_key ?? '']
    .flatMap((key) => [key, key.trim()])
    .filter((key) => key.length >= MIN_KEY_LENGTH)
    .sort((a, b) => b.length - a.length);
  const hidden = keys.reduce((shown, key) => shown.replaceAll(key, HIDDEN), text);
  return hidden.replace(BEARER, HIDDEN).replaceAll(/--key=(?!KEY\b)[^']+/g, `--key=${HIDDEN}`);
}

/** What an embedding page may set in its CSS. */
const COLORS = [
  '--rollcall-accent',
  '--rollcall-on-accent',
  '--rollcall-canvas',
  '--rollcall-surface',
  '--rollcall-sunken',
  '--rollcall-line',
  '--rollcall-outline',
  '--rollcall-ink',
  '--rollcall-muted',
  '--rollcall-created',
  '--rollcall-updated',
  '--rollcall-unchanged',
  '--rollcall-failed',
  '--rollcall-warning',
];

/** Each variable, and the property of CSS whose values it takes. */
const PROPERTIES: Readonly<Record<string, string>> = {
  '--rollcall-font': 'font-family',
  '--rollcall-font-mono': 'font-family',
  '--rollcall-radius': 'border-radius',
  ...Object.fromEntries(COLORS.map((name) => [name, 'color'])),
};

export const THEME_VARIABLES: readonly string[] = Object.keys(PROPERTIES);

export interface Theme {
  /** Undefined is that of the system. */
  readonly scheme: 'light' | 'dark' | undefined;
  /** Of the variables that are set and valid. */
  readonly variables: readonly (readonly [name: string, value: string])[];
}

/** @param supports `CSS.supports`: a value that the browser does not understand would leave an element without color */
export function readTheme(
  values: Readonly<Record<string, string>>,
  supports: (property: string, value: string) => boolean,
): Theme {
  const { theme = '', 'color-scheme': ofPage = '' } = values;
  return {
    scheme: schemeOf(theme) ?? schemeOf(ofPage),
    variables: Object.entries(PROPERTIES).flatMap(([name, property]) => {
      const value = values[name];
      return value && supports(property, value) ? [[name, value] as const] : [];
    }),
  };
}

/** The part of an element that has a theme. */
interface Themed {
  readonly dataset: Record<string, string | undefined>;
  readonly style: {
    setProperty(name: string, value: string): void;
    removeProperty(name: string): void;
  };
}

/** @param text such as `dark` or `light dark`, which is that of the system. @returns undefined if it says nothing, or both */
function schemeOf(text: string): Theme['scheme'] {
  const [light, dark] = [/\blight\b/.test(text), /\bdark\b/.test(text)];
  return light === dark ? undefined : light ? 'light' : 'dark';
}

export function applyTheme(root: Themed, { scheme, variables }: Theme): void {
  if (scheme === undefined) delete root.dataset.theme;
  else root.dataset.theme = scheme;
  for (const name of THEME_VARIABLES) root.style.removeProperty(name);
  for (const [name, value] of variables) root.style.setProperty(name, value);
}

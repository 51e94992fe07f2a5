/** The names that every object inherits: `toString`, `constructor`, `__proto__` and so on. */
export const INHERITED_NAMES: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

/** Those that can name an attribute of the user feed: the others begin with `_`. */
export const INHERITED_IN_CAMEL_CASE: readonly string[] = INHERITED_NAMES.filter(
  (name) => !name.startsWith('_'),
);

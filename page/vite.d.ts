/** What Vite makes of an import of a style sheet. */
declare module '*.css';

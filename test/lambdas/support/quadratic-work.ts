/** Work that takes quadratic time, each in another way, which the count of steps must show. */
export const QUADRATIC_WORK: readonly (readonly [name: string, work: (text: string) => void])[] = [
  [
    'a loop in a loop',
    (text) => {
      let equal = 0;
      for (const a of text) for (let i = 0; i < text.length; i++) if (text[i] === a) equal++;
      return equal;
    },
  ],
  [
    'a search from every character to the end',
    (text) => {
      for (let i = 0; i < text.length; i++) text.indexOf('\u0001', i);
    },
  ],
  [
    'text that is copied for every character',
    (text) => {
      for (let rest = text; rest !== ''; rest = rest.slice(1));
    },
  ],
  [
    'a pattern that runs to the end from every character',
    (text) => {
      const pattern = /#/g;
      for (let i = 0; i < text.length; i++) {
        pattern.lastIndex = i;
        pattern.test(text);
      }
    },
  ],
  [
    'bytes that are joined for every character',
    (text) => {
      let all = Buffer.alloc(0);
      for (const a of text) all = Buffer.concat([all, Buffer.from(a)]);
    },
  ],
];

import type { PreviewItem, PreviewStore } from '../../../lambdas/adapters/dynamo-preview-store.ts';
import type { Interruption } from './memory-tables.ts';

/** The previews table as JSON in memory, with the condition of the real one. */
export function memoryPreviews(interrupt: Interruption = async () => undefined): PreviewStore {
  const items = new Map<string, string>();
  const find = (importId: string, key: string): PreviewItem | undefined => {
    const text = items.get(`${importId} ${key}`);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    read: async (importId, keys) => {
      await interrupt('read previews');
      const found = keys.map((key) => [key, find(importId, key)] as const);
      return new Map(found.filter((entry): entry is [string, PreviewItem] => entry[1] !== undefined));
    },
    delete: async (importId, key) => void items.delete(`${importId} ${key}`),
    write: async (importId, key, item) => {
      await interrupt('before write preview');
      const there = find(importId, key);
      if (there === undefined || there.order <= item.order)
        items.set(`${importId} ${key}`, JSON.stringify(item));
      await interrupt('after write preview');
    },
  };
}

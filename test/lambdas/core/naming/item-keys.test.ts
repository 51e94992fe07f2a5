import { describe, expect, it } from 'vitest';
import { isTicketOf, itemKeys, itemRanges, ticketItem } from '../../../../lambdas/core/naming/item-keys.ts';

const ARRIVAL = '2026-11-21T10:00:00.000Z#617F08299329D189';

describe('an item key', () => {
  it.each([
    ['an import', itemKeys.import('imp_1'), 'imp_1', 'import'],
    ['a chunk', itemKeys.chunk('imp_1', 'import', 42), 'imp_1', 'chunk#00042'],
    ['a chunk of an evaluation', itemKeys.chunk('imp_1', 'evaluation', 42), 'imp_1', 'preview#00042'],
    ['a turn', itemKeys.turn('acme'), 'turn#acme', 'turn'],
    ['a ticket', itemKeys.ticket('acme', 'ticket#a#imp_1'), 'turn#acme', 'ticket#a#imp_1'],
    ['the settings of a tenant', itemKeys.tenantSettings('acme'), 'tenant-settings#acme', 'settings'],
    ['a tenant that is called like another item', itemKeys.tenant('import'), 'tenants', 'tenant#import'],
    ['an API key', itemKeys.apiKey('acme', 'key_0123456789abcdef'), 'api-keys#acme', 'key_0123456789abcdef'],
    ['the content of a file', itemKeys.content('acme', { etag: 'e', size: 7 }), 'content#acme', 'e-7'],
    ['a pair of feed files', itemKeys.feedPair('acme', '20180321110559'), 'feed#acme', 'pair#20180321110559'],
  ])('of %s is spelled as docs/data-model.md says', (_, key, importId, item) => {
    expect(key).toEqual({ importId, item });
  });

  it('of a chunk is in the range of its phase, in file order', () => {
    const { prefix } = itemRanges.chunks('imp_1', 'evaluation');
    const [nine, ten] = [9, 10].map((index) => itemKeys.chunk('imp_1', 'evaluation', index).item);
    expect([nine, ten].every((item) => item?.startsWith(prefix))).toBe(true);
    expect(String(nine) < String(ten)).toBe(true);
    expect(itemKeys.chunk('imp_1', 'import', 9).item.startsWith(prefix)).toBe(false);
  });

  it('of a ticket is in the range of its tenant’s tickets and names its import', () => {
    const ticket = ticketItem({ importId: 'imp_1', arrival: ARRIVAL });
    expect(ticket).toBe(`ticket#${ARRIVAL}#imp_1`);
    expect(itemRanges.tickets('acme')).toEqual({ importId: 'turn#acme', prefix: 'ticket#' });
    expect(isTicketOf(ticket, 'imp_1')).toBe(true);
    expect(isTicketOf(ticket, 'imp_11')).toBe(false);
  });
});

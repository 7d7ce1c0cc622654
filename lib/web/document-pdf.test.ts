import { expect, it } from 'vitest'
import type { MoneyDocument } from '@/lib/domain/purchases/document'
import { instant } from '@/lib/testing/house'
import { pdfText } from '@/lib/testing/pdf-text'
import { documentPdf } from './document-pdf'

const RECEIPT: MoneyDocument = {
  accountId: 'a',
  id: 'd',
  kind: 'receipt',
  number: 'R-2026-000001',
  orderId: 'o',
  refundId: null,
  disputeId: null,
  issuedAt: instant('2026-11-26T10:00:00Z'),
  netCents: 145_000n,
  taxCents: 29_000n,
  totalCents: 174_000n,
  currency: 'EUR',
  snapshot: {
    seller: { name: 'Comptoir SAS', address: '1 rue de la Paix', country: 'FR', vatId: 'FR40303265045' },
    buyer: { name: 'Zoë Łukasz', address: '2 allée', country: 'DE', vatId: null },
    lines: [
      {
        name: 'Pack 25',
        tokens: 25_000_000_000n,
        netCents: 145_000n,
        priceCents: 145_000n,
        priceTokens: 25_000_000_000n,
        expiresAt: instant('2027-11-26T10:00:00Z'),
      },
    ],
    tax: { rule: 'rate', rateBasis: 2000, country: 'DE' },
    netCents: 145_000n,
    taxCents: 29_000n,
    totalCents: 174_000n,
    currency: 'EUR',
    card: { brand: 'visa', lastFour: '4242' },
    orderId: 'order-1',
    orderedAt: instant('2026-11-26T09:00:00Z'),
    paymentId: 'pi_1',
    corrects: null,
    timeZone: 'Europe/Paris',
  },
}

it('the file says who sold what to whom, how the total comes about and which payment it was', async () => {
  const text = pdfText(await documentPdf(RECEIPT, 'en-GB', false))
  for (const said of [
    ...[
      'Receipt R-2026-000001',
      'Issued on 26 November 2026',
      'Comptoir SAS',
      'VAT id FR40303265045',
      'Zoë Lukasz',
      'Germany',
    ],
    ...[
      '25,000,000 tokens',
      '€0.0580 per 1,000 tokens',
      'Valid until 26 November 2027',
      '€1,450.00',
      'VAT 20% (Germany)',
    ],
    ...['€290.00', '€1,740.00', 'visa ending in 4242', 'Order order-1', 'Payment reference pi_1'],
  ]) {
    expect(text.replaceAll('\u00A0', ' ')).toContain(said)
  }
})

it('in French it has the accents, the euro and numbers that do not break', async () => {
  const text = pdfText(await documentPdf(RECEIPT, 'fr-FR', false))
  for (const said of [
    'Reçu R-2026-000001',
    '25\u00A0000\u00A0000',
    '1\u00A0740,00\u00A0€',
    '0,0580\u00A0€',
    'Allemagne',
  ]) {
    expect(text).toContain(said)
  }
})

it('a credit note says what it takes back, and that nothing of it is valid any longer', async () => {
  const snapshot = { ...RECEIPT.snapshot, corrects: 'R-2026-000001' }
  const note = { ...RECEIPT, kind: 'credit-note', number: 'C-2026-000001', snapshot } as const
  const text = pdfText(await documentPdf(note, 'en-GB', false))
  expect(text).toContain('Takes back a part of R-2026-000001')
  expect(text).toContain('Total credited')
  expect(text).not.toContain('Valid until')
})

it('the file is compressed when it is sent', async () => {
  const sent = Buffer.from(await documentPdf(RECEIPT, 'en-GB'))
  expect(sent.subarray(0, 5).toString()).toBe('%PDF-')
  expect(sent.includes('FlateDecode')).toBe(true)
})

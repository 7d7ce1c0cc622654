import { createTranslator } from 'next-intl'
import PDFDocument from 'pdfkit'
import { formatDecimal, scaledToDecimal } from '@/lib/domain/format/decimals'
import { formatCountry } from '@/lib/domain/format/format-country'
import { formatMoney, formatPricePerThousand } from '@/lib/domain/format/format-money'
import { formatDay } from '@/lib/domain/format/format-time'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { type FormatLocale, languageOf } from '@/lib/domain/format/locales'
import { instantToMillis } from '@/lib/domain/instants'
import type { DocumentSnapshot, MoneyDocument } from '@/lib/domain/purchases/document'
import { printable } from '@/lib/domain/purchases/printable'
import { CATALOGUES } from './catalogues'

const [MARGIN, WIDTH] = [56, 483]
const HALF = WIDTH / 2
const [SMALL, BODY, LARGE] = [9, 10, 18]

/** A receipt, an invoice or a credit note as a PDF of one page, from what it said when it was issued. */
export async function documentPdf(document: MoneyDocument, locale: FormatLocale, compress = true): Promise<Uint8Array> {
  const page = new Page(document, locale, compress)
  page.head()
  page.parties()
  page.lines()
  page.totals()
  page.foot()
  return page.end()
}

/** A translator of the documents' words. */
function wordsIn(locale: FormatLocale) {
  return createTranslator({ locale, messages: CATALOGUES[languageOf(locale)], namespace: 'documents' })
}

class Page {
  private readonly pdf
  private readonly chunks: Uint8Array[] = []
  private readonly t
  private readonly snapshot: DocumentSnapshot

  constructor(
    private readonly document: MoneyDocument,
    private readonly locale: FormatLocale,
    compress: boolean,
  ) {
    const { kind, number, issuedAt, snapshot } = document
    this.t = wordsIn(locale)
    this.snapshot = snapshot
    const issued = new Date(instantToMillis(issuedAt))
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      compress,
      lang: languageOf(locale),
      displayTitle: true,
      info: {
        Title: printable(`${this.t(`kinds.${kind}`)} ${number}`),
        Author: printable(snapshot.seller.name),
        CreationDate: issued,
        ModDate: issued,
      },
    })
    this.pdf.on('data', (chunk: Uint8Array) => this.chunks.push(chunk))
  }

  head(): void {
    const { kind, number, issuedAt } = this.document
    const { corrects, timeZone, orderedAt } = this.snapshot
    this.write(`${this.t(`kinds.${kind}`)} ${number}`, { size: LARGE, bold: true })
    this.write(this.t('pdf.issued', { date: formatDay(issuedAt, timeZone, this.locale, 'long') }))
    this.write(this.t('pdf.ordered', { date: formatDay(orderedAt, timeZone, this.locale, 'long') }))
    if (corrects !== null) this.write(this.t('pdf.corrects', { number: corrects }))
    this.pdf.moveDown(1.5)
  }

  /** Seller and buyer beside each other. */
  parties(): void {
    const top = this.pdf.y
    const bottoms = (['seller', 'buyer'] as const).map((side, i) => {
      const { name, address, country, vatId } = this.snapshot[side]
      const x = MARGIN + i * HALF
      this.pdf.y = top
      this.write(this.t(`pdf.${side}`), { x, width: HALF - 12, size: SMALL })
      this.write(name, { x, width: HALF - 12, bold: true })
      for (const line of [address, formatCountry(country, this.locale)].filter((text) => text !== '')) {
        this.write(line, { x, width: HALF - 12 })
      }
      if (vatId !== null) this.write(this.t('pdf.vatId', { id: vatId }), { x, width: HALF - 12 })
      return this.pdf.y
    })
    this.pdf.y = Math.max(...bottoms)
    this.pdf.moveDown(2)
  }

  lines(): void {
    const { currency, timeZone } = this.snapshot
    for (const { name, tokens, netCents, priceCents, priceTokens, expiresAt } of this.snapshot.lines) {
      this.row(name, this.money(netCents), true)
      this.write(this.t('pdf.tokens', { tokens: formatTokens(tokens, this.locale) }), { size: SMALL })
      // The rest of a period may be worth money and no whole thousandth.
      if (priceTokens > 0n) {
        const price = formatPricePerThousand(priceCents, priceTokens, currency, this.locale)
        this.write(this.t('pdf.perThousand', { price }), { size: SMALL })
      }
      if (expiresAt !== null && this.document.kind !== 'credit-note') {
        const date = formatDay(expiresAt, timeZone, this.locale, 'long')
        this.write(this.t('pdf.expires', { date }), { size: SMALL })
      }
      this.pdf.moveDown(1)
    }
  }

  totals(): void {
    const { tax, netCents, taxCents, totalCents } = this.snapshot
    const rate = formatDecimal(scaledToDecimal(BigInt(tax.rateBasis), 4), this.locale, {
      style: 'percent',
      maximumFractionDigits: 2,
    })
    this.rule()
    this.row(this.t('pdf.net'), this.money(netCents))
    this.row(
      this.t(`pdf.tax.${tax.rule}`, { rate, country: formatCountry(tax.country, this.locale) }),
      this.money(taxCents),
    )
    this.rule()
    const isCredit = this.document.kind === 'credit-note'
    this.row(this.t(isCredit ? 'pdf.credited' : 'pdf.paid'), this.money(totalCents), true)
    this.pdf.moveDown(2)
  }

  foot(): void {
    const { card, orderId, paymentId } = this.snapshot
    if (card !== null) this.write(this.t('pdf.card', { ...card }), { size: SMALL })
    this.write(this.t('pdf.order', { id: orderId }), { size: SMALL })
    if (paymentId !== null) this.write(this.t('pdf.payment', { id: paymentId }), { size: SMALL })
  }

  async end(): Promise<Uint8Array> {
    const done = new Promise((resolve) => this.pdf.on('end', resolve))
    this.pdf.end()
    await done
    return Buffer.concat(this.chunks)
  }

  private money(cents: bigint): string {
    return formatMoney(cents, this.snapshot.currency, this.locale)
  }

  private write(
    text: string,
    {
      x = MARGIN,
      width = WIDTH,
      size = BODY,
      bold = false,
    }: { x?: number; width?: number; size?: number; bold?: boolean } = {},
  ): void {
    this.pdf.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size)
    this.pdf.text(printable(text), x, this.pdf.y, { width, lineGap: 2 })
  }

  /** A label and an amount at the right of it. */
  private row(label: string, amount: string, bold = false): void {
    const top = this.pdf.y
    this.write(label, { width: WIDTH - 120, bold })
    const bottom = this.pdf.y
    this.pdf.text(printable(amount), MARGIN + WIDTH - 110, top, { width: 110, align: 'right' })
    this.pdf.y = bottom
  }

  private rule(): void {
    this.pdf.moveDown(0.4)
    const { y } = this.pdf
    this.pdf
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + WIDTH, y)
      .lineWidth(0.5)
      .stroke()
    this.pdf.moveDown(0.6)
  }
}

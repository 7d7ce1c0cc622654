import type { z } from 'zod'
import { listCardDates } from '@/lib/db/catalogue'
import { insertCard, upsertAction } from '@/lib/db/catalogue-writes'
import { PublishRateCardInput } from '@/lib/domain/catalogue/inputs'
import type { PriceTier, RateCardLine } from '@/lib/domain/catalogue/model'
import { Refusal } from '@/lib/domain/refusals'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'

/** Publishes the next version of the rate card. Only the first may be in force from an instant in the past: prices never change behind anybody's back. */
export const publishRateCard = defineUsecase({
  name: 'oversight.publish-rate-card',
  input: PublishRateCardInput,
  allow: either(staff('finance', 'admin'), job),
  run: async ({ effectiveAt, note, lines }, work) => {
    const cards = await listCardDates(work.tx)
    if (cards.length > 0 && effectiveAt < work.now) {
      throw new Refusal('invalid-input', {
        detail: 'A rate card cannot take effect in the past. Nothing was published.',
        faults: [{ pointer: '/effectiveAt', code: 'in-the-past', message: 'Choose an instant that is still to come.' }],
      })
    }
    const version = Math.max(0, ...cards.map((card) => card.version)) + 1
    for (const line of lines) await upsertAction(work.tx, { ...line, key: line.action }, work.now)
    const card = { version, effectiveAt, note, lines: new Map(lines.map((line) => [line.action, toLine(line)])) }
    if (!(await insertCard(work.tx, card, work.now))) {
      throw new Refusal('conflict', {
        detail: `Somebody else published rate card ${version} just now. Look at it, then publish again.`,
      })
    }
    work.audit({ subject: `rate-card:${version}`, reason: note, detail: { actions: lines.map((line) => line.action) } })
    return { version }
  },
})

function toLine(line: z.output<typeof PublishRateCardInput>['lines'][number]): RateCardLine {
  const prices = new Map<string, PriceTier[]>()
  for (const { quantityClass, from, tokens } of [...line.prices].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    prices.set(quantityClass, [...(prices.get(quantityClass) ?? []), { fromMilli: from, ...tokens }])
  }
  return {
    actionKey: line.action,
    roundingMilli: line.roundedTo,
    minimumMilli: line.minimum,
    reasonEn: line.reasonEn,
    reasonFr: line.reasonFr,
    prices,
  }
}

import { z } from 'zod'
import { listActionNames, listCardNotes } from '@/lib/db/catalogue'
import type { RatesView } from '@/lib/domain/catalogue/views'
import { anybody } from '../allow'
import { defineQuery } from '../define'
import { loadRateCards } from './rate-cards'

/** Every rate card that was published, those to come included: prices are public, and so is their past. */
export const listRates = defineQuery({
  name: 'catalogue.list-rates',
  input: z.strictObject({}),
  allow: anybody,
  run: async (_, { tx, now, house }): Promise<RatesView> => {
    const cards = await loadRateCards(tx, house.db)
    const notes = await listCardNotes(tx)
    return {
      asOf: now,
      cards: notes.map((note) => ({ ...note, ...cards.byVersion(note.version) })),
      actions: await listActionNames(tx),
      inForce: cards.inForceAt(now)?.version ?? null,
    }
  },
})

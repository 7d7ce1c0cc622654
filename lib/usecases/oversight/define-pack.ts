import { isDeepStrictEqual } from 'node:util'
import { listPacks, lockPacks, putPack } from '@/lib/db/catalogue-plans'
import { DefinePackInput } from '@/lib/domain/catalogue/plan-inputs'
import { findPackAgainstDiscount } from '@/lib/domain/catalogue/plans'
import { Refusal } from '@/lib/domain/refusals'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'

/** Puts a pack on sale, or changes it from now on. Refuses one that makes a larger pack dearer per token than a smaller one. */
export const definePack = defineUsecase({
  name: 'oversight.define-pack',
  input: DefinePackInput,
  allow: either(staff('finance', 'admin'), job),
  run: async (pack, work) => {
    await lockPacks(work.tx)
    const packs = await listPacks(work.tx)
    const before = packs.find((known) => known.key === pack.key)
    if (isDeepStrictEqual(before, pack)) return work.unchanged()
    const rival = findPackAgainstDiscount(packs, pack)
    if (rival) {
      throw new Refusal('invalid-input', {
        detail: `Beside the pack "${rival.key}" the larger of the two would cost more per token: nobody should buy it. Nothing was changed.`,
        faults: [
          { pointer: '/priceCents', code: 'against-discount', message: `Compare it with the pack "${rival.key}".` },
        ],
      })
    }
    await putPack(work.tx, pack, work.now)
    work.audit({
      subject: `pack:${pack.key}`,
      detail: { tokens: `${pack.tokens}`, priceCents: `${pack.priceCents}`, replaced: before !== undefined },
    })
  },
})

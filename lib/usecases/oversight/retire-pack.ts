import { z } from 'zod'
import { retirePack as markRetired } from '@/lib/db/catalogue-plans'
import { Slug } from '@/lib/domain/catalogue/inputs'
import { notFound } from '@/lib/domain/refusals'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'

/** Takes a pack off sale. Orders of it that are under way are delivered, and what was bought stays. */
export const retirePack = defineUsecase({
  name: 'oversight.retire-pack',
  input: z.strictObject({ key: Slug }),
  allow: either(staff('finance', 'admin'), job),
  run: async ({ key }, work) => {
    if (!(await markRetired(work.tx, key, work.now))) throw notFound('pack')
    work.audit({ subject: `pack:${key}`, detail: { retired: true } })
  },
})

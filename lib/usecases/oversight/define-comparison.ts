import { listComparisons, putComparison } from '@/lib/db/catalogue-comparisons'
import { DefineComparisonInput } from '@/lib/domain/catalogue/comparison-inputs'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'

/** Keeps what the same actions cost where they are billed directly, with the day and the source of the price. */
export const defineComparison = defineUsecase({
  name: 'oversight.define-comparison',
  input: DefineComparisonInput,
  allow: either(staff('finance', 'admin'), job),
  run: async (comparison, work) => {
    const known = await listComparisons(work.tx)
    await putComparison(work.tx, comparison, work.now)
    work.audit({
      subject: `comparison:${comparison.key}`,
      detail: {
        pricedOn: comparison.pricedOn,
        sourceUrl: comparison.sourceUrl,
        replaced: known.some(({ key }) => key === comparison.key),
      },
    })
  },
})

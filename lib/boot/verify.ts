import { parseArgs } from 'node:util'
import { database } from '@/lib/db/client'
import { Refusal } from '@/lib/domain/refusals'
import { verifyLedger } from '@/lib/usecases/oversight/verify-ledger'
import { tableOf } from './verify-report'

const USAGE = 'Use: npm run verify [-- --account ID]\n'

// Proves the ledger's invariants and names every row that breaks one. Ends with 0 when clean, 1 when broken, 2 when it could not look.
process.exitCode = await main()
await database().$disconnect()

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { account: { type: 'string' } } })
    const accountId = values.account ?? null
    const whose = accountId === null ? 'every account' : `account ${accountId}`
    process.stdout.write(`Verifying ${whose}, in one snapshot of the database.\n\n`)
    const { text, isClean } = tableOf(await verifyLedger({ kind: 'job', name: 'verify' }, { accountId }))
    process.stdout.write(text)
    return isClean ? 0 : 1
  } catch (error) {
    const isUsage = error instanceof TypeError && 'code' in error
    if (!(error instanceof Refusal) && !isUsage) throw error
    process.stderr.write(`${error.message}\n${isUsage ? USAGE : ''}`)
    return 2
  }
}

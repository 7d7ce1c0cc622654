import { parseArgs } from 'node:util'
import { Refusal } from '@/lib/domain/refusals'
import { verifyLedger } from '@/lib/usecases/oversight/verify-ledger'
import { tableOf } from './verify-report'

// npm run verify [-- --account ID]: proves the ledger's invariants and names every row that breaks one.
process.exitCode = await main()

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { account: { type: 'string' } } })
  const accountId = values.account ?? null
  process.stdout.write(
    `Verifying ${accountId ? `account ${accountId}` : 'every account'}, in one snapshot of the database.\n\n`,
  )
  try {
    const { text, isClean } = tableOf(await verifyLedger({ kind: 'job', name: 'verify' }, { accountId }))
    process.stdout.write(text)
    return isClean ? 0 : 1
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    process.stderr.write(`${refusal.message}\n`)
    return 2
  }
}

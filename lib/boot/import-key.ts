// For `npm run import -- FILE --demo`: makes a service key for a day and chooses a demo account, by id, by name or the one with most tokens.
import type { SystemCaller } from '@/lib/domain/access/callers'
import { theHouse } from '@/lib/usecases/define'
import { createServiceKey } from '@/lib/usecases/oversight/create-service-key'
import { listDemoAccounts } from '@/lib/usecases/oversight/list-demo-accounts'

const IMPORT: SystemCaller = { kind: 'system', rule: 'import' }

const [wanted] = process.argv.slice(2)
const house = theHouse()
try {
  const { accounts } = await listDemoAccounts(IMPORT, {})
  const fullest = accounts.toSorted((a, b) => (a.available > b.available ? -1 : 1))
  const account = wanted ? accounts.find(({ accountId, name }) => [accountId, name].includes(wanted)) : fullest[0]
  if (account) {
    const facts = { name: 'Import into the demo', scopes: ['usage:write' as const], lastsDays: 1 }
    const { key } = await createServiceKey(IMPORT, facts)
    process.stdout.write(`${JSON.stringify({ key, account: account.accountId, name: account.name })}\n`)
  } else {
    const names = accounts.map(({ name }) => `"${name}"`).join(', ') || 'none: this database was begun empty'
    process.stderr.write(`There is no demo account ${wanted ? `"${wanted}"` : 'at all'}. There are: ${names}.\n`)
    process.exitCode = 1
  }
} finally {
  await house.db.$disconnect()
}

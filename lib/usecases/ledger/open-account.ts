import { insertAccount } from '@/lib/db/accounts'
import type { Work } from '../define'

export interface NewAccount {
  name: string
  timeZone: string
  currency: string
  demo?: boolean
  /** Thousandths of a token; 0 refuses whatever the balance does not cover. */
  debtLimit?: bigint
}

/** Opens an empty ledger within the work of another verb; returns its id. */
export async function openAccount(work: Work, account: NewAccount): Promise<string> {
  const id = work.newId()
  await insertAccount(work.tx, { demo: false, debtLimit: 0n, ...account, id, createdAt: work.now })
  work.audit({
    accountId: id,
    subject: `account:${id}`,
    reason: 'Account opened.',
    detail: { name: account.name, timeZone: account.timeZone },
  })
  return id
}

import { createHash } from 'node:crypto'
import { insertKey, listKnownKeys } from '@/lib/db/idempotency'
import { findTransaction, lockAccounts } from '@/lib/db/ledger'
import type { Transaction } from '@/lib/domain/ledger/model'
import { notFound, Refusal } from '@/lib/domain/refusals'
import type { Work } from '../define'

export interface Deed {
  accountId: string
  /** Whose keys these are: "staff", "system". */
  source: string
  key: string
  /** What was asked for, in plain JSON: the same key with something else is refused. */
  request: unknown
}

export interface Done {
  transaction: Transaction
  replayed: boolean
}

/** Does a deed once under its key, for ever: the second time the first transaction is the answer. Locks the account. */
export async function withKey(work: Work, asked: Deed, run: () => Promise<Transaction>): Promise<Done> {
  // Usage events may not name a source that begins so: their keys never meet these.
  const deed = { ...asked, source: `comptoir:${asked.source}` }
  const [locked] = await lockAccounts(work.tx, [deed.accountId])
  if (!locked) throw notFound('account')
  const fingerprint = createHash('sha256').update(JSON.stringify(deed.request)).digest('hex')
  const [known] = await listKnownKeys(work.tx, [deed])
  if (known) {
    work.unchanged()
    return { transaction: await replay(work, deed, known, fingerprint), replayed: true }
  }
  const transaction = await run()
  await insertKey(work.tx, { ...deed, fingerprint, seq: transaction.seq, chargeId: null }, transaction.recordedAt)
  return { transaction, replayed: false }
}

async function replay(
  work: Work,
  deed: Deed,
  known: { fingerprint: string; seq: bigint | null },
  fingerprint: string,
): Promise<Transaction> {
  if (known.fingerprint !== fingerprint || known.seq === null) {
    throw new Refusal('key-reused', {
      detail: `The key "${deed.key}" was used before for something else. Nothing was changed. Use a new key.`,
    })
  }
  const transaction = await findTransaction(work.tx, deed.accountId, known.seq)
  if (!transaction) throw new Error(`Key ${deed.key} is known, but transaction ${known.seq} is not there.`)
  return transaction
}

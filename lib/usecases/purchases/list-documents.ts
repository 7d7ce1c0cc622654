import { z } from 'zod'
import { findAccountProfile } from '@/lib/db/access-accounts'
import { listDocuments as list } from '@/lib/db/purchases-documents'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { DocumentHead } from '@/lib/domain/purchases/document'
import { notFound } from '@/lib/domain/refusals'
import { anyRole } from '../allow'
import { defineQuery } from '../define'

const DOCUMENTS_MAX = 20

export interface DocumentPage {
  documents: DocumentHead[]
  /** Where the page after it goes on; null on the last one. */
  next: string | null
  timeZone: string
}

/** A page of the account's receipts, invoices and credit notes, the newest first. */
export const listDocuments = defineQuery({
  name: 'purchases.list-documents',
  input: z.strictObject({ accountId: AccountId, before: z.uuid().nullable().default(null) }),
  allow: anyRole,
  run: async ({ accountId, before }, { tx }): Promise<DocumentPage> => {
    const account = await findAccountProfile(tx, accountId)
    if (!account) throw notFound('account')
    const documents = await list(tx, accountId, before, DOCUMENTS_MAX + 1)
    const page = documents.slice(0, DOCUMENTS_MAX)
    const next = documents.length > DOCUMENTS_MAX ? (page.at(-1)?.id ?? null) : null
    return { documents: page, next, timeZone: account.timeZone }
  },
})

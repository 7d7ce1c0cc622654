import { z } from 'zod'
import { findDocument } from '@/lib/db/purchases-documents'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { MoneyDocument } from '@/lib/domain/purchases/document'
import { notFound } from '@/lib/domain/refusals'
import { anyRole, either, staff } from '../allow'
import { defineQuery } from '../define'

/** A receipt, an invoice or a credit note of the account, as it was issued. */
export const getDocument = defineQuery({
  name: 'purchases.get-document',
  input: z.strictObject({ accountId: AccountId, documentId: z.uuid().toLowerCase() }),
  allow: either(anyRole, staff('support', 'operator', 'finance', 'approver', 'auditor', 'admin')),
  run: async (ref, { tx }): Promise<MoneyDocument> => {
    const document = await findDocument(tx, ref)
    if (!document) throw notFound('document')
    return document
  },
})

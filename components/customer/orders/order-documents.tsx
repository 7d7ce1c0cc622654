import { useTranslations } from 'next-intl'
import { Money } from '@/components/ui/money'
import type { DocumentHead } from '@/lib/domain/purchases/document'

/** An order's receipt or invoice and its credit notes, each as a file. */
export function OrderDocuments({ accountId, documents }: { accountId: string; documents: readonly DocumentHead[] }) {
  const t = useTranslations('documents')
  return (
    <ul className="grid gap-2">
      {documents.map(({ id, kind, number, totalCents, currency }) => (
        <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <a href={`/a/${accountId}/documents/${id}/pdf`}>
            {t(`kinds.${kind}`)} {number} (PDF)
          </a>
          <span className="tabular-nums">
            <Money cents={kind === 'credit-note' ? -totalCents : totalCents} currency={currency} />
          </span>
        </li>
      ))}
    </ul>
  )
}

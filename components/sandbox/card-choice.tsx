import { useTranslations } from 'next-intl'
import { SubmitButton } from '@/components/ui/submit-button'
import type { SandboxCheckout } from '@/lib/domain/purchases/sandbox-page'
import type { FormDeed } from './bank-question'

/** The cards as radio buttons, none chosen beforehand, each with what comes of it. */
export function CardChoice({ checkout, pay }: { checkout: SandboxCheckout; pay: FormDeed }) {
  const t = useTranslations('sandbox')
  const isPayment = checkout.mode === 'payment'
  return (
    <form action={pay} className="grid gap-4">
      <input type="hidden" name="id" value={checkout.id} />
      <fieldset className="grid gap-1">
        <legend className="mb-2 text-lead font-bold">{t('cards')}</legend>
        {checkout.cards.map(({ key, number }) => (
          <div key={key} className="grid min-h-11 grid-cols-[1.5rem_1fr] gap-x-2 border-b border-hairline py-2">
            <input
              id={`card-${key}`}
              type="radio"
              name="card"
              value={key}
              required
              aria-describedby={`card-${key}-number`}
              className="mt-0.5 size-5 accent-(--accent)"
            />
            <label htmlFor={`card-${key}`} className="font-medium">
              {t(`card.${key}`)}
            </label>
            <span id={`card-${key}-number`} className="col-start-2 text-small text-ink-3">
              {number.replace(/(.{4})(?=.)/g, '$1 ')}
            </span>
          </div>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton>{t(isPayment ? 'pay' : 'save')}</SubmitButton>
        {checkout.cancelUrl !== null && <a href={checkout.cancelUrl}>{t(isPayment ? 'leave' : 'leaveUnsaved')}</a>}
      </div>
    </form>
  )
}

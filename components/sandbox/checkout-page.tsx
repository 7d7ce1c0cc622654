import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import type { SandboxCheckout } from '@/lib/domain/purchases/sandbox-page'
import { BankQuestion, type FormDeed } from './bank-question'
import { CardChoice } from './card-choice'
import { SandboxFrame } from './sandbox-frame'

interface CheckoutPageProps {
  checkout: SandboxCheckout
  pay: FormDeed
  answer: FormDeed
}

/** What is paid, with which card, and what the bank says. */
export function CheckoutPage({ checkout, pay, answer }: CheckoutPageProps) {
  const t = useTranslations('sandbox')
  const { id, mode, state, failure } = checkout
  return (
    <SandboxFrame title={t(mode === 'payment' ? 'title' : 'titleSave')}>
      {failure !== null && state === 'open' && (
        <Notice tone="danger" title={t(mode === 'payment' ? 'declined' : 'declinedSave')} role="alert">
          {t.has(`failure.${failure}` as 'failure.generic_decline')
            ? t(`failure.${failure}` as 'failure.generic_decline')
            : t('failure.generic_decline')}
        </Notice>
      )}
      {mode === 'payment' && <Lines checkout={checkout} />}
      {state === 'open' && <CardChoice checkout={checkout} pay={pay} />}
      {state === 'authentication' && <BankQuestion id={id} answer={answer} />}
      {(state === 'complete' || state === 'expired') && <Ended checkout={checkout} />}
    </SandboxFrame>
  )
}

function Lines({ checkout: { lines, total, currency, email } }: { checkout: SandboxCheckout }) {
  const t = useTranslations('sandbox')
  if (total === null || currency === null) return null
  return (
    <Card title={t('order')}>
      <dl className="grid gap-2">
        {lines.map(({ name, description, quantity, amount }) => (
          <div key={name} className="flex flex-wrap justify-between gap-x-4">
            <dt className="min-w-0">
              {quantity === 1 ? name : t('times', { name, quantity })}
              {description !== null && <span className="block text-small text-ink-3">{description}</span>}
            </dt>
            <dd className="tabular-nums">
              <Money cents={amount} currency={currency} />
            </dd>
          </div>
        ))}
        <div className="flex justify-between gap-4 border-t border-hairline pt-2 font-bold">
          <dt>{t('total')}</dt>
          <dd className="tabular-nums">
            <Money cents={total} currency={currency} />
          </dd>
        </div>
      </dl>
      {email !== null && <p className="mt-3 text-small text-ink-3">{t('for', { email })}</p>}
    </Card>
  )
}

function Ended({ checkout: { mode, state, successUrl, cancelUrl } }: { checkout: SandboxCheckout }) {
  const t = useTranslations('sandbox')
  const isDone = state === 'complete'
  const href = isDone ? successUrl : cancelUrl
  const words = mode === 'payment' ? (isDone ? 'paid' : 'expired') : isDone ? 'saved' : 'expiredSave'
  return (
    <>
      <Notice tone={isDone ? 'ok' : 'neutral'}>{t(words)}</Notice>
      {href !== null && <a href={href}>{t(isDone ? 'goOn' : 'back')}</a>}
    </>
  )
}

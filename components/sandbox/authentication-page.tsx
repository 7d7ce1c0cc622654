import { useTranslations } from 'next-intl'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import type { SandboxAuthentication } from '@/lib/domain/purchases/sandbox-page'
import { BankQuestion, type FormDeed } from './bank-question'
import { SandboxFrame } from './sandbox-frame'

/** A payment with a saved card that waits for its customer's yes. */
export function AuthenticationPage({
  authentication: { id, isWaiting, amount, currency, returnUrl },
  answer,
}: {
  authentication: SandboxAuthentication
  answer: FormDeed
}) {
  const t = useTranslations('sandbox')
  return (
    <SandboxFrame title={t('bankTitle')}>
      <p>
        {t('total')} <Money cents={amount} currency={currency} />
      </p>
      {isWaiting ? <BankQuestion id={id} answer={answer} /> : <Notice tone="neutral">{t('bankAnswered')}</Notice>}
      {!isWaiting && returnUrl !== null && <a href={returnUrl}>{t('goOn')}</a>}
    </SandboxFrame>
  )
}

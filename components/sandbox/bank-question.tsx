import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'

export type FormDeed = (form: FormData) => Promise<void>

/** The bank asks its customer: yes or no. */
export function BankQuestion({ id, answer }: { id: string; answer: FormDeed }) {
  const t = useTranslations('sandbox')
  return (
    <Card title={t('bankTitle')}>
      <form action={answer} className="grid gap-4">
        <input type="hidden" name="id" value={id} />
        <p className="max-w-measure">{t('bankBody')}</p>
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="answer" value="approve">
            {t('approve')}
          </SubmitButton>
          <SubmitButton name="answer" value="refuse" variant="secondary">
            {t('refuse')}
          </SubmitButton>
        </div>
      </form>
    </Card>
  )
}

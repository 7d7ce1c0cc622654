import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { Notice } from '@/components/ui/notice'
import type { TopUpView } from '@/lib/domain/purchases/top-up-view'
import type { TopUpActions } from './top-up-actions'

interface SwitchedNoticeProps {
  view: TopUpView
  told: { switched: unknown; card: unknown }
  actions: Pick<TopUpActions, 'turnOn'>
  mayUndo: boolean
}

/** What was done just before. Turning off is undone with one click. */
export function SwitchedNotice({ view: { accountId, topUp, card }, told, actions, mayUndo }: SwitchedNoticeProps) {
  const t = useTranslations('topUp')
  const isOn = topUp?.isOn === true
  return (
    <>
      {told.switched === 'on' && isOn && (
        <Notice tone="ok" role="status">
          {t('switchedOn')}
        </Notice>
      )}
      {told.switched === 'off' && topUp && !isOn && (
        <Notice tone="ok" role="status" title={t('switchedOff')}>
          {mayUndo && (
            <ActionForm
              action={actions.turnOn}
              fields={[]}
              hidden={{ accountId }}
              submit={t('undo')}
              submitVariant="secondary"
            />
          )}
        </Notice>
      )}
      {told.card === 'saved' && card && (
        <Notice tone="ok" role="status">
          {t('card.saved')}
        </Notice>
      )}
      {(told.card === 'none' || told.card === 'unknown') && (
        <Notice tone="warn" role="status">
          {t(`card.${told.card}`)}
        </Notice>
      )}
    </>
  )
}

import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'

interface FirstCallProps {
  /** The keys page. */
  keys: Route
  /** The command to send, ready but for the key. */
  command: string | null
}

/** What an account without use shows instead of charts: the way to its first charge. */
export function FirstCall({ keys, command }: FirstCallProps) {
  const t = useTranslations('firstCall')
  return (
    <Card title={t('title')}>
      <p className="mb-4 max-w-measure text-ink-2">{t('body')}</p>
      <ol className="grid list-decimal gap-4 pl-5">
        <li>
          <p className="mb-2">{t('step1')}</p>
          <ButtonLink href={keys}>{t('keys')}</ButtonLink>
        </li>
        {command !== null && (
          <li>
            <p className="mb-2">{t('step2')}</p>
            <Copyable text={command} label={t('copy')} multiline />
          </li>
        )}
      </ol>
      <p className="mt-4 text-small">
        {t.rich('reference', { link: (chunks) => <Link href="/api-reference">{chunks}</Link> })}
      </p>
      <p role="status" className="mt-1 text-small text-ink-2">
        {t('waiting')}
      </p>
    </Card>
  )
}

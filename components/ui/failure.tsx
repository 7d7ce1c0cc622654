'use client'

import { useTranslations } from 'next-intl'
import { Button } from './button'

interface FailureProps {
  /** Under which the server has written down what went wrong. */
  reference: string | undefined
  retry: () => void
  /** Whether the page is of an older build than the server, which no longer knows its form. */
  isOutdated?: boolean
}

/** A page that could not be drawn, or that is too old to be sent: whether the service is affected, what to do, what to tell us. */
export function Failure({ reference, retry, isOutdated = false }: FailureProps) {
  const t = useTranslations('errors')
  return (
    <div className="py-8">
      <h1 className="text-heading font-bold md:text-answer">{t(isOutdated ? 'outdatedTitle' : 'title')}</h1>
      <p className="mt-2 max-w-measure text-ink-2">{t(isOutdated ? 'outdatedBody' : 'body')}</p>
      {reference !== undefined && (
        <p className="mt-4 text-small text-ink-2">
          {t('reference')} <code className="font-mono select-all">{reference}</code>
        </p>
      )}
      <div className="mt-6">
        {isOutdated ? (
          <Button onClick={() => window.location.reload()}>{t('reload')}</Button>
        ) : (
          <Button onClick={retry}>{t('retry')}</Button>
        )}
      </div>
    </div>
  )
}

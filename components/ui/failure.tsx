'use client'

import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from './button'

export interface FailureProps {
  /** Its digest is the reference under which the server has written down what went wrong. */
  error: Error & { digest?: string }
  retry: () => void
}

/** A page that could not be drawn, or that is too old to be sent: whether the service is affected, what to do, what to tell us. */
export function Failure({ error, retry }: FailureProps) {
  const t = useTranslations('errors')
  const reference = error.digest
  // The server is of a newer build and no longer knows the page's form.
  const isOutdated = unstable_isUnrecognizedActionError(error)
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

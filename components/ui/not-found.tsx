import { useTranslations } from 'next-intl'
import { ButtonLink } from './button'

/** The same words for what does not exist and for what is somebody else's. */
export function NotFound({ what = 'body' }: { what?: 'body' | 'account' }) {
  const t = useTranslations('notFound')
  return (
    <div className="py-8">
      <h1 className="text-heading font-bold md:text-answer">{t('title')}</h1>
      <p className="mt-2 mb-6 max-w-measure text-ink-2">{t(what)}</p>
      <ButtonLink href="/">{t('home')}</ButtonLink>
    </div>
  )
}

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'

/** Says before everything else that nothing here is real. */
export function SandboxFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations('sandbox')
  return (
    <div className="mx-auto grid w-full max-w-[34rem] gap-5 py-4">
      <Notice tone="warn" title={t('banner')}>
        {t('bannerBody')}
      </Notice>
      <h1 className="text-heading font-bold">{title}</h1>
      {children}
    </div>
  )
}

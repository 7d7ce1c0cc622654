import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MessageList } from '@/components/staff/messages/message-list'
import { Notice } from '@/components/ui/notice'
import { listMessages } from '@/lib/usecases/oversight/list-messages'
import { forPage } from '@/lib/web/page-answer'
import { staffCaller } from '@/lib/web/session'

export async function generateMetadata(): Promise<Metadata> {
  await staffCaller()
  return { title: (await getTranslations('staffMessages'))('title') }
}

export default async function MessagesPage() {
  const t = await getTranslations('staffMessages')
  const messages = await forPage(listMessages(await staffCaller(), {}))
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <h1 className="text-heading font-bold">{t('title')}</h1>
        <p className="text-ink-2">{t('lead')}</p>
      </div>
      {messages.some((message) => message.text !== '') && <Notice tone="warn">{t('warning')}</Notice>}
      <MessageList messages={messages} />
    </div>
  )
}

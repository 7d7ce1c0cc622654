import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Tag } from '@/components/ui/tag'
import { When } from '@/components/ui/when'
import type { Instant } from '@/lib/domain/instants'

interface MessageRow {
  id: string
  recipient: string
  subject: string
  text: string
  createdAt: Instant
  sentAt: Instant | null
  failure: string | null
}

/** What was written to people, the newest first. */
export function MessageList({ messages }: { messages: readonly MessageRow[] }) {
  const t = useTranslations('staffMessages')
  if (messages.length === 0) return <p className="text-ink-2">{t('none')}</p>
  return messages.map((message) => (
    <Card key={message.id} title={message.subject} aside={<Fate message={message} />}>
      <p className="text-small text-ink-2 wrap-anywhere">
        {t('to')} {message.recipient} · <When at={message.createdAt} zone="UTC" />
      </p>
      {message.text === '' ? <p className="mt-3">{t('notKept')}</p> : <MessageText text={message.text} />}
    </Card>
  ))
}

function Fate({ message: { sentAt, failure } }: { message: MessageRow }) {
  const t = useTranslations('staffMessages')
  if (failure !== null) return <Tag tone="danger">{t('failed', { failure })}</Tag>
  return sentAt === null ? <Tag>{t('kept')}</Tag> : <Tag tone="ok">{t('sent')}</Tag>
}

/** The text as it would have been sent, with its link to be followed. */
function MessageText({ text }: { text: string }) {
  return (
    <p className="mt-3 max-w-measure whitespace-pre-wrap wrap-anywhere">
      {text.split(/(https?:\/\/\S+)/).map((part, i) =>
        i % 2 === 1 ? (
          <a key={part} href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  )
}

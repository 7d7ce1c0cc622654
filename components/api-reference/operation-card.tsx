import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { type Field, FieldTable } from './field-table'
import { Prose } from './prose'

interface Content {
  mediaType: string
  type: string
  example: string
}

export interface Operation {
  id: string
  method: string
  path: string
  summary: string
  description: string
  parameters: readonly Field[]
  bodies: readonly Content[]
  answer: Content | null
  statuses: readonly { status: string; description: string }[]
}

/** One operation: what it does, what to send, what comes back. */
export function OperationCard({ operation }: { operation: Operation }) {
  const t = useTranslations('apiReference')
  const { id, method, path, summary, description, parameters, bodies, answer, statuses } = operation
  return (
    <Card
      id={id}
      level={3}
      title={<span lang="en">{summary}</span>}
      aside={<code className="font-mono text-small wrap-anywhere">{`${method} ${path}`}</code>}
    >
      <div className="grid gap-5">
        <p className="max-w-measure">
          <Prose text={description} />
        </p>
        {parameters.length > 0 && (
          <Part title={t('parameters')}>
            <FieldTable caption={t('parameters')} fields={parameters} />
          </Part>
        )}
        {bodies.map((body) => (
          <Part key={body.mediaType} title={`${t('request')}: ${body.mediaType}`}>
            <Example content={body} />
          </Part>
        ))}
        {answer && (
          <Part title={`${t('answer')}: ${answer.mediaType}`}>
            <Example content={answer} />
          </Part>
        )}
        <Part title={t('statuses')}>
          <DataTable
            caption={t('statuses')}
            rows={statuses}
            rowKey={({ status }) => status}
            columns={[
              { key: 'status', header: t('status'), rowHeader: true, cell: ({ status }) => status },
              { key: 'meaning', header: t('meaning'), cell: (row) => <Prose text={row.description} /> },
            ]}
          />
        </Part>
      </div>
    </Card>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h4 className="text-small font-bold">{title}</h4>
      {children}
    </div>
  )
}

function Example({ content: { type, example } }: { content: Content }) {
  return (
    <>
      <p className="text-small text-ink-2">
        <Prose text={type} />
      </p>
      <pre className="rounded-large border border-hairline bg-sunken p-3 font-mono text-small whitespace-pre-wrap wrap-anywhere">
        <code>{example}</code>
      </pre>
    </>
  )
}

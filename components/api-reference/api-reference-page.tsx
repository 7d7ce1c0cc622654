import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { type Field, FieldTable } from './field-table'
import { type Operation, OperationCard } from './operation-card'
import { Prose } from './prose'

interface ApiReferenceProps {
  description: string
  operations: readonly Operation[]
  schemas: readonly { name: string; description: string; type: string; fields: readonly Field[] }[]
  problems: readonly { kind: string; status: number; title: string; remedy: string }[]
}

/** The machine interface for people: every operation, what is sent and answered, every refusal and what to do. */
export function ApiReferencePage({ description, operations, schemas, problems }: ApiReferenceProps) {
  const t = useTranslations('apiReference')
  return (
    <div className="grid gap-8">
      <header className="grid gap-3">
        <h1 className="text-answer font-bold">{t('title')}</h1>
        <p className="max-w-measure text-lead text-ink-2">{t('lead')}</p>
        <p className="max-w-measure">
          <Prose text={description} />
        </p>
        <p>
          <a className="link" href="/api/v1/openapi.json">
            {t('machine')}
          </a>
        </p>
      </header>
      <Card title={t('keysTitle')}>
        <p className="max-w-measure">{t('keysBody')}</p>
      </Card>
      <section className="grid gap-4">
        <h2 className="text-heading font-bold">{t('operations')}</h2>
        {operations.map((operation) => (
          <OperationCard key={operation.id} operation={operation} />
        ))}
      </section>
      <section className="grid gap-4">
        <h2 className="text-heading font-bold">{t('schemas')}</h2>
        {schemas.map(({ name, type, fields, ...schema }) => (
          <Card key={name} id={`schema-${name}`} level={3} title={<code className="font-mono">{name}</code>}>
            {schema.description !== '' && (
              <p className="mb-3 max-w-measure">
                <Prose text={schema.description} />
              </p>
            )}
            {fields.length > 0 ? <FieldTable caption={name} fields={fields} /> : <Prose text={type} />}
          </Card>
        ))}
      </section>
      <section className="grid gap-4" id="problems">
        <h2 className="text-heading font-bold">{t('problems')}</h2>
        <p className="max-w-measure">{t('problemsBody')}</p>
        <Card>
          <DataTable
            caption={t('problems')}
            rows={problems}
            rowKey={({ kind }) => kind}
            columns={[
              { key: 'status', header: t('status'), cell: ({ status }) => status },
              {
                key: 'kind',
                header: t('kind'),
                rowHeader: true,
                cell: ({ kind }) => <code className="font-mono">{kind}</code>,
              },
              { key: 'title', header: t('meaning'), cell: ({ title }) => <Prose text={title} /> },
              { key: 'remedy', header: t('remedy'), cell: ({ remedy }) => <Prose text={remedy} /> },
            ]}
          />
        </Card>
      </section>
    </div>
  )
}

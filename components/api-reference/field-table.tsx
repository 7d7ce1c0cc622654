import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { Tag } from '@/components/ui/tag'
import { Prose } from './prose'

export interface Field {
  name: string
  type: string
  isRequired: boolean
  description: string
}

export function FieldTable({ caption, fields }: { caption: string; fields: readonly Field[] }) {
  const t = useTranslations('apiReference')
  return (
    <DataTable
      caption={caption}
      rows={fields}
      rowKey={({ name }) => name}
      columns={[
        {
          key: 'field',
          header: t('field'),
          rowHeader: true,
          cell: ({ name, isRequired }) => (
            <>
              <code className="font-mono">{name}</code> {isRequired && <Tag>{t('required')}</Tag>}
            </>
          ),
        },
        { key: 'type', header: t('type'), cell: ({ type }) => <Prose text={type} /> },
        { key: 'meaning', header: t('meaning'), cell: ({ description }) => <Prose text={description} /> },
      ]}
    />
  )
}

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'

/** A question in the address: the list of a search can be sent to somebody. */
export function CustomerSearch({ search }: { search: string }) {
  const t = useTranslations('staffCustomers')
  return (
    <search>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <TextField
          name="search"
          type="search"
          label={t('search')}
          defaultValue={search}
          autoComplete="off"
          maxLength={80}
          className="w-full max-w-form"
        />
        <Button type="submit" variant="secondary">
          {t('submit')}
        </Button>
      </form>
    </search>
  )
}

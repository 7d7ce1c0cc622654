'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useMemo } from 'react'
import { ErrorSummary } from '@/components/ui/error-summary'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/domain/form-state'
import type { FieldSpec } from './field-specs'
import { FormField } from './form-field'

/** A second way to send the same form, such as "Send me a link instead". */
export interface Alternative {
  name: string
  value: string
  label: string
}

export interface FormBodyProps {
  fields: readonly FieldSpec[]
  submit: string
  submitVariant?: 'primary' | 'secondary' | 'danger'
  alternatives?: readonly Alternative[]
  /** Sent along, not shown. */
  hidden?: Readonly<Record<string, string>>
}

/** The inside of a form: what is wrong, the fields with what was typed, the buttons. */
export function FormBody({
  state,
  fields,
  submit,
  submitVariant,
  alternatives = [],
  hidden = {},
}: FormBodyProps & { state: FormState<unknown> }) {
  const errors = useMemo(
    () => state.faults.map(({ field, message }) => (field === undefined ? { message } : { field, message })),
    [state],
  )
  useErrorTitle(errors.length > 0)
  return (
    <>
      <ErrorSummary errors={errors} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((spec) => (
        <FormField
          key={spec.name}
          spec={spec}
          sent={state.answers > 0 && state.faults.length > 0 ? (state.values[spec.name] ?? []) : undefined}
          error={state.faults.find((fault) => fault.field === spec.name)?.message}
        />
      ))}
      <div className="flex flex-wrap gap-3">
        <SubmitButton variant={submitVariant}>{submit}</SubmitButton>
        {alternatives.map(({ name, value, label }) => (
          <SubmitButton key={value} variant="secondary" name={name} value={value}>
            {label}
          </SubmitButton>
        ))}
      </div>
    </>
  )
}

/** "Error: Sign in": the window's title says first that the form was refused. */
function useErrorTitle(refused: boolean): void {
  const prefix = useTranslations('ui')('errorTitle')
  useEffect(() => {
    if (!refused) return
    const before = document.title
    document.title = `${prefix} ${before}`
    return () => {
      document.title = before
    }
  }, [refused, prefix])
}

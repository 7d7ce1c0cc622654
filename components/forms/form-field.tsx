'use client'

import { useEffect, useState } from 'react'
import { Checkbox, FieldGroup, SelectField, TextField } from '@/components/ui/field'
import type { ChecksSpec, FieldSpec, SelectSpec } from './field-specs'

interface FormFieldProps<S extends FieldSpec = FieldSpec> {
  spec: S
  /** What was sent last time; nothing before the first time. */
  sent: readonly string[] | undefined
  error: string | undefined
}

/** One field of a form, with what was typed before and what is wrong with it. */
export function FormField({ spec, sent, error }: FormFieldProps) {
  if (spec.kind === 'checks') return <Checks spec={spec} sent={sent} error={error} />
  if (spec.kind === 'select') return <Select spec={spec} sent={sent} error={error} />
  const { kind: _, value, ...field } = spec
  return <TextField {...field} error={error} defaultValue={sent?.[0] ?? value} spellCheck={spec.type === undefined} />
}

function Select({ spec, sent, error }: FormFieldProps<SelectSpec>) {
  const { kind: _, value, browserZone = false, ...field } = spec
  const [zone, setZone] = useState<string | null>(null)
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (browserZone && spec.options.some((option) => option.value === own)) setZone(own)
  }, [browserZone, spec.options])
  const chosen = sent?.[0] ?? zone ?? value
  // A select keeps its first default for ever; the key makes a new one when the default changes.
  return <SelectField key={chosen} {...field} error={error} defaultValue={chosen} />
}

function Checks({ spec, sent, error }: FormFieldProps<ChecksSpec>) {
  const { name, label, hint, options, values } = spec
  return (
    <FieldGroup name={name} label={label} hint={hint} error={error}>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          name={name}
          value={option.value}
          label={option.label}
          defaultChecked={(sent ?? values).includes(option.value)}
        />
      ))}
    </FieldGroup>
  )
}

import type { Option } from '@/components/ui/field'

interface Named {
  name: string
  label: string
  hint?: string
}

export interface TextSpec extends Named {
  kind: 'text'
  type?: 'text' | 'email' | 'password' | 'datetime-local'
  /** The keyboard that a phone shows. */
  inputMode?: 'decimal' | 'numeric'
  autoComplete: string
  value?: string
  /** Read out as required; whether it is filled well is judged by the server alone. */
  required?: boolean
}

export interface SelectSpec extends Named {
  kind: 'select'
  options: readonly Option[]
  value?: string
  /** Takes the browser's own time zone to begin with, when it is among the options. */
  browserZone?: boolean
}

export interface ChecksSpec extends Named {
  kind: 'checks'
  options: readonly Option[]
  values: readonly string[]
}

/** A form's field as plain data, so that a page can describe it and the browser can draw it. */
export type FieldSpec = TextSpec | SelectSpec | ChecksSpec

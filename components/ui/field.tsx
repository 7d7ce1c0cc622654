import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

interface FieldFrame {
  /** Also the id of the control, so that an error summary can link to "#name". */
  name: string
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and what to do; the same words as in the error summary. */
  error?: ReactNode
}

const CONTROL =
  'block w-full min-h-11 sm:min-h-10 rounded-small border bg-surface px-3 py-1.5 text-body text-ink aria-invalid:border-danger aria-invalid:outline aria-invalid:outline-danger border-control'

function describedBy({ name, hint, error }: FieldFrame): string | undefined {
  return classNames(hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`) || undefined
}

function Described({ name, hint, error }: FieldFrame) {
  return (
    <>
      {hint !== undefined && (
        <div id={`${name}-hint`} className="text-small text-ink-3">
          {hint}
        </div>
      )}
      {error !== undefined && (
        <p id={`${name}-error`} className="text-small font-medium text-danger">
          {error}
        </p>
      )}
    </>
  )
}

export type TextFieldProps = FieldFrame & Omit<ComponentProps<'input'>, 'name' | 'id'>

export function TextField({ name, label, hint, error, className, type = 'text', ...props }: TextFieldProps) {
  const frame = { name, label, hint, error }
  return (
    <div className={classNames('grid gap-1', className)}>
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <Described {...frame} />
      <input
        id={name}
        name={name}
        type={type}
        className={CONTROL}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(frame)}
        {...props}
      />
    </div>
  )
}

export interface Option {
  value: string
  label: string
}

export type SelectFieldProps = FieldFrame &
  Omit<ComponentProps<'select'>, 'name' | 'id' | 'children'> & { options: readonly Option[] }

export function SelectField({ name, label, hint, error, className, options, ...props }: SelectFieldProps) {
  const frame = { name, label, hint, error }
  return (
    <div className={classNames('grid gap-1', className)}>
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <Described {...frame} />
      <select
        id={name}
        name={name}
        className={CONTROL}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(frame)}
        {...props}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

export type CheckboxProps = FieldFrame & Omit<ComponentProps<'input'>, 'name' | 'id' | 'type'>

/** Give several boxes of one name different values: the id then is "name-value". */
export function Checkbox({ name, label, hint, error, className, value, ...props }: CheckboxProps) {
  const id = value === undefined ? name : `${name}-${value}`
  const frame = { name: id, label, hint, error }
  return (
    <div className={classNames('grid grid-cols-[1.5rem_1fr] gap-x-2', className)}>
      <input
        id={id}
        name={name}
        type="checkbox"
        value={value}
        className="mt-0.5 size-5 accent-(--accent)"
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(frame)}
        {...props}
      />
      <label htmlFor={id}>{label}</label>
      <div className="col-start-2">
        <Described {...frame} />
      </div>
    </div>
  )
}

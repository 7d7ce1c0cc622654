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

/** So that a screen reader reads hint and error with the control. */
function ariaOf(frame: FieldFrame) {
  return { 'aria-invalid': frame.error !== undefined || undefined, 'aria-describedby': describedBy(frame) }
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

function Labelled({ frame, className, children }: { frame: FieldFrame; className?: string; children: ReactNode }) {
  return (
    <div className={classNames('grid gap-1', className)}>
      <label htmlFor={frame.name} className="font-medium">
        {frame.label}
      </label>
      <Described {...frame} />
      {children}
    </div>
  )
}

export type TextFieldProps = FieldFrame & Omit<ComponentProps<'input'>, 'name' | 'id'>

export function TextField({ name, label, hint, error, className, type = 'text', ...props }: TextFieldProps) {
  const frame = { name, label, hint, error }
  return (
    <Labelled frame={frame} className={className}>
      <input id={name} name={name} type={type} className={CONTROL} {...ariaOf(frame)} {...props} />
    </Labelled>
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
    <Labelled frame={frame} className={className}>
      <select id={name} name={name} className={CONTROL} {...ariaOf(frame)} {...props}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** Several boxes under one legend. The error summary's link leads to the group. */
export function FieldGroup({ children, ...frame }: FieldFrame & { children: ReactNode }) {
  return (
    <fieldset id={frame.name} tabIndex={-1} aria-describedby={describedBy(frame)} className="grid gap-2">
      <legend className="mb-1 font-medium">{frame.label}</legend>
      <Described {...frame} />
      {children}
    </fieldset>
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
        {...ariaOf(frame)}
        {...props}
      />
      <label htmlFor={id}>{label}</label>
      <div className="col-start-2">
        <Described {...frame} />
      </div>
    </div>
  )
}

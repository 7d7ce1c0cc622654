import type { Route } from 'next'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

const SHAPE =
  'inline-flex min-h-11 sm:min-h-10 items-center justify-center gap-2 rounded-small border px-4 py-1.5 text-center text-body font-medium no-underline transition-colors duration-120 disabled:cursor-progress disabled:opacity-70'

const LOOKS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-accent bg-surface text-accent hover:bg-accent-soft',
  quiet: 'border-transparent text-accent hover:bg-accent-soft',
  danger: 'border-danger bg-surface text-danger hover:bg-danger-soft',
}

export function buttonClasses(variant: ButtonVariant, className?: string): string {
  return classNames(SHAPE, LOOKS[variant], className)
}

export function Button({
  variant = 'primary',
  className,
  type = 'button',
  ...props
}: ComponentProps<'button'> & { variant?: ButtonVariant }) {
  return <button type={type} className={buttonClasses(variant, className)} {...props} />
}

interface ButtonLinkProps {
  href: Route
  variant?: ButtonVariant
  className?: string
  children: ReactNode
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({ href, variant = 'primary', className, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={buttonClasses(variant, className)}>
      {children}
    </Link>
  )
}

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { languageOf } from '@/lib/domain/format/locales'

interface PreferencesFormProps {
  /** Takes "language" or "theme". A form's own action, so that it works without JavaScript. */
  action: (form: FormData) => Promise<void>
  theme: string
}

/** Each language is named in itself. */
const LANGUAGE_NAMES = [
  { value: 'en', label: 'English' },
  { value: 'fr', label: 'Français' },
] as const

/** Language and colours of this browser, one press each. */
export function PreferencesForm({ action, theme }: PreferencesFormProps) {
  const t = useTranslations('shell')
  const language = languageOf(useLocale())
  const themes = [
    { value: 'auto', label: t('themeAuto') },
    { value: 'light', label: t('themeLight') },
    { value: 'dark', label: t('themeDark') },
  ]
  return (
    <form action={action} className="flex flex-wrap gap-x-6 gap-y-2 print:hidden">
      <Choices label={t('language')}>
        {LANGUAGE_NAMES.map(({ value, label }) => (
          <Choice key={value} name="language" value={value} pressed={language === value} lang={value}>
            {label}
          </Choice>
        ))}
      </Choices>
      <Choices label={t('theme')}>
        {themes.map(({ value, label }) => (
          <Choice key={value} name="theme" value={value} pressed={theme === value}>
            {label}
          </Choice>
        ))}
      </Choices>
    </form>
  )
}

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="float-left pr-1">{label}</legend>
      {children}
    </fieldset>
  )
}

interface ChoiceProps {
  name: string
  value: string
  pressed: boolean
  lang?: string
  children: ReactNode
}

function Choice({ name, value, pressed, lang, children }: ChoiceProps) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      lang={lang}
      aria-pressed={pressed}
      className="min-h-8 rounded-small px-2 text-accent hover:bg-accent-soft aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-ink"
    >
      {children}
    </button>
  )
}

/** A sent form, read field by field as text. Files and what Next adds are left out. */
export class FormFields {
  private readonly texts = new Map<string, string[]>()

  constructor(form: FormData) {
    for (const [name, value] of form) {
      if (typeof value === 'string' && !name.startsWith('$')) this.texts.set(name, [...this.all(name), value])
    }
  }

  /** The field's text; empty when it was not sent. */
  text(name: string): string {
    return this.texts.get(name)?.[0] ?? ''
  }

  /** The field's text, or nothing when it was left empty. */
  optional(name: string): string | undefined {
    return this.text(name).trim() === '' ? undefined : this.text(name)
  }

  private all(name: string): string[] {
    return this.texts.get(name) ?? []
  }

  /** The field as a count of days; null when it was left empty, NaN when it is something else. */
  days(name: string): number | null {
    const days = this.optional(name)
    if (days === undefined) return null
    return /^\d{1,9}$/.test(days) ? Number.parseInt(days, 10) : Number.NaN
  }

  /** The value chosen from a list. Not checked here: the use case that takes it knows the list. */
  choice<T extends string>(name: string): T {
    return this.text(name) as T
  }

  /** The boxes that were ticked. Not checked here either. */
  choices<T extends string>(name: string): T[] {
    return this.all(name) as T[]
  }

  /** What may be shown again. Passwords and secrets never are. */
  shownAgain(): Record<string, string[]> {
    return Object.fromEntries([...this.texts].filter(([name]) => !/password|secret|token/i.test(name)))
  }
}

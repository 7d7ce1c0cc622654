/** One thing wrong with a sent form, in the reader's language. */
export interface FormFault {
  /** The name of the field; left out when the whole form is meant. */
  field?: string
  message: string
}

/** What a form shows after it was sent and not left: what is wrong, what was typed (never passwords), or what came of it. */
export interface FormState<R = null> {
  faults: readonly FormFault[]
  values: Readonly<Record<string, readonly string[]>>
  /** Grows with each answer, so that a form can tell a new answer from the one before. */
  answers: number
  /** What the deed brought, when it was done. */
  result: R | null
}

/** A server action as a form's `action`: works as a plain post too, without JavaScript. */
export type FormAction<R = null> = (state: FormState<R>, form: FormData) => Promise<FormState<R>>

export const UNSENT: FormState<never> = { faults: [], values: {}, answers: 0, result: null }

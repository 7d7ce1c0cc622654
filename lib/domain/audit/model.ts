/** What a use case notes for the audit log; the house adds who, when and which verb. */
export interface AuditNote {
  /** Left out for what concerns no single account. */
  accountId?: string
  /** The thing done to, such as "api-key:<id>". */
  subject: string
  reason?: string | null
  detail?: Record<string, unknown>
}

/** A fact for the areas above, delivered after the commit. */
export interface OutboxNote {
  accountId: string
  /** Past tense: "grant.created". */
  name: string
  payload: Record<string, unknown>
}

/** Minor units of a currency for one unit of a quantity class of an action, as a rational. */
export interface UnitPrice {
  readonly actionKey: string
  readonly quantityClass: string
  readonly numerator: bigint
  readonly denominator: bigint
}

/** What the same actions cost where they are billed directly: looked up on a day, at an address that anybody can look at. */
export interface ComparisonPrice {
  readonly key: string
  readonly provider: string
  readonly currency: string
  /** Paid each month, whatever is used. */
  readonly monthlyFeeCents: bigint
  /** The day on which it was looked up: "2026-11-02". */
  readonly pricedOn: string
  readonly sourceUrl: string
  readonly prices: readonly UnitPrice[]
}

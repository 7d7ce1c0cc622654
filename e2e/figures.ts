import { expect, type Page } from '@playwright/test'

/** The exact amounts of all such figures, in thousandths. */
export async function amountsIn(page: Page, selector: string): Promise<bigint[]> {
  const values = await page
    .locator(selector)
    .evaluateAll((found) => found.map((element) => element.getAttribute('value')))
  expect(values.length, selector).toBeGreaterThan(0)
  return values.map((value) => BigInt(value ?? ''))
}

export function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

/** As English pages write it. */
export function written(amount: bigint): string {
  const fraction = `${amount % 1000n}`.padStart(3, '0').replace(/0+$/, '')
  return `${(amount / 1000n).toLocaleString('en')}${fraction && `.${fraction}`}`
}

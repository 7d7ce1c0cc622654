const DECIMAL = /^(0|[1-9]\d{0,15})(?:\.(\d{1,3}))?$/

/** Thousandths of a token in a decimal text. Throws a TypeError for what is none, such as "-1", "1e3" or "0.0001". */
export function parseTokens(text: string): bigint {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? []
  if (whole === undefined) throw new TypeError(`"${text}" is no amount of tokens: send a text such as "12" or "0.25".`)
  return BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0'))
}

export function tokensToText(tokens: bigint): string {
  const fraction = (tokens % 1000n).toString().padStart(3, '0').replace(/0+$/, '')
  return `${tokens / 1000n}${fraction === '' ? '' : `.${fraction}`}`
}

/** What the standard fonts of PDF can write beside Latin-1. */
const BEYOND_LATIN = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
/** Letters that are no letter with a mark, and signs that have a near one. */
const NEAR: Readonly<Record<string, string>> = {
  ...{ '\u202F': '\u00A0', '\u2009': '\u00A0', '\u2212': '–', '\u2010': '-', '\u2011': '-' },
  ...{ Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', Ħ: 'H', ħ: 'h', ı: 'i', ſ: 's' },
}

/** The text as the standard fonts of PDF can write it: letters they lack lose their marks, and what then is left of others is "?". */
export function printable(text: string): string {
  return [...text].map(printableSign).join('')
}

function printableSign(sign: string): string {
  const near = NEAR[sign] ?? sign
  if (isPrintable(near)) return near
  const bare = near.normalize('NFKD').replace(/\p{M}/gu, '')
  return bare !== '' && [...bare].every(isPrintable) ? bare : '?'
}

function isPrintable(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0
  return sign === '\n' || (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || BEYOND_LATIN.has(sign)
}

/** What the standard fonts' encoding has where Latin-1 has none: 0x80 to 0x9F. */
const BEYOND_LATIN = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** The text of an uncompressed PDF in the order in which it is drawn, a line for each time that text is shown. */
export function pdfText(file: Uint8Array): string {
  const source = Buffer.from(file).toString('latin1')
  const shown = source.match(/\[[^\]]*\] TJ/g) ?? []
  return shown
    .map((drawn) => {
      const hex = (drawn.match(/<([0-9a-f]*)>/g) ?? []).map((part) => part.slice(1, -1)).join('')
      return [...Buffer.from(hex, 'hex')].map(signOf).join('')
    })
    .join('\n')
}

function signOf(code: number): string {
  return BEYOND_LATIN[code - 0x80] ?? String.fromCharCode(code)
}

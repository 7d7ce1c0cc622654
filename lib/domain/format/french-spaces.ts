const NARROW = '\u202F'
const WIDE = '\u00A0'

/**
 * French wants a space that does not break before ; ? ! and :, inside « », and between a number ("#" in a message) and what it
 * counts. Writers type plain spaces; this sets the right ones.
 */
export function setFrenchSpaces(text: string): string {
  return text
    .replace(/ ([;?!])/g, `${NARROW}$1`)
    .replace(/ ([:%€»])/g, `${WIDE}$1`)
    .replace(/« /g, `«${WIDE}`)
    .replace(/(?<=[\d#]) (?=\p{L})/gu, WIDE)
}

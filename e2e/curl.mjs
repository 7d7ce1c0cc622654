// Stands in for curl where there is none: the options that the product's own pages use, and no more.
const [, , ...given] = process.argv
const headers = new Headers()
let address = ''
let body
for (let i = 0; i < given.length; i++) {
  const word = given[i] ?? ''
  if (!word.startsWith('-')) address = word
  else if (word === '-H') headers.append(...split(given[++i] ?? ''))
  else if (word === '-d') body = given[++i]
  else throw new Error(`${word} is an option that this stand-in for curl does not know.`)
}
const answer = await fetch(address, { method: body === undefined ? 'GET' : 'POST', headers, body })
process.stdout.write(await answer.text())

/** @param {string} header @returns {[string, string]} */
function split(header) {
  const colon = header.indexOf(':')
  return [header.slice(0, colon), header.slice(colon + 1).trim()]
}

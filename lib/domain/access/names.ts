/** A name read off an address, to begin with: "ada.lovelace+test@example.com" gives "Ada Lovelace". */
export function nameFromEmail(email: string): string {
  const [local = ''] = email.split('@')
  const words = local
    .replace(/\+.*$/, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const name = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join(' ')
  return name || email
}

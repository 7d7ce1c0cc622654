import { describe, expect, test } from 'vitest'
import { composeLetter } from './letters'

describe('a letter', () => {
  test('carries its link in the text and in the HTML', () => {
    const letter = composeLetter('sign-in', 'fr', { link: 'https://tokens.example.com/sign-in/link?token=abc' })
    expect(letter.subject).toBe('Votre lien de connexion à Comptoir')
    expect(letter.text).toContain('\n\nhttps://tokens.example.com/sign-in/link?token=abc\n\n')
    expect(letter.html).toContain('href="https://tokens.example.com/sign-in/link?token=abc"')
  })

  test('has French spaces in its words and leaves what people typed as it is', () => {
    const { text } = composeLetter('invitation', 'fr', { inviter: 'Ada : B', account: 'C', role: 'viewer', link: 'x' })
    expect(text).toContain('Ada : B vous invite')
    expect(text).toContain('pendant 7\u00A0jours')
    expect(composeLetter('sign-in', 'fr', {}).text).toContain('ne faites rien\u00A0: personne')
  })

  test('shows what people typed as text, never as HTML or as another header', () => {
    const letter = composeLetter('invitation', 'en', {
      inviter: '<img src=x>\r\nBcc: a@b.example',
      account: '"A" & B',
      role: 'viewer',
      link: 'https://x.example/',
    })
    expect(letter.html).not.toContain('<img')
    expect(letter.html).toContain('&quot;A&quot; &amp; B')
    expect(letter.subject).not.toMatch(/[\r\n]/)
  })
})

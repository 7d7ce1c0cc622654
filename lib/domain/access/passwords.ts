import { z } from 'zod'
import { COMMON_WORDS } from './common-words'

export const PASSWORD_LENGTH_MIN = 8
export const PASSWORD_LENGTH_MAX = 128

const SPELT = new Map(
  Object.entries({ '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' }),
)
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
]

/**
 * Whether a password is among those that are tried first: a common word (also with figures for letters) with a short
 * tail of figures or marks, one character or block repeated, or a walk along the alphabet or the keyboard.
 */
export function isCommonPassword(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}]+$/gu, '')
  return (
    isRepeated(text) ||
    isRun(text) ||
    [text, bare, spell(text), spell(bare), spell(text.replace(/\P{L}{1,6}$/u, ''))].some(isCommonWord)
  )
}

function isCommonWord(text: string): boolean {
  if (COMMON_WORDS.has(text) || /^\P{L}{0,8}$/u.test(text)) return true
  return [...Array(text.length).keys()].some(
    (cut) => COMMON_WORDS.has(text.slice(0, cut)) && COMMON_WORDS.has(text.slice(cut)),
  )
}

/** Reads figures and marks as the letters they stand for: "p4$$w0rd" is "password". */
function spell(text: string): string {
  return [...text].map((character) => SPELT.get(character) ?? character).join('')
}

function isRepeated(text: string): boolean {
  return /^(.{1,4})\1+.?$/u.test(text)
}

function isRun(text: string): boolean {
  const backwards = [...text].reverse().join('')
  return RUNS.some((run) =>
    [text, backwards].some((walk) => run.repeat(2).includes(walk) || run.startsWith(walk.slice(0, -1))),
  )
}

/** A new password: 8 to 128 characters, any of them, and not one that is tried first. */
export const NewPasswordInput = z
  .string()
  .refine((text) => [...text].length >= PASSWORD_LENGTH_MIN, {
    params: { code: 'password-too-short' },
    message: 'Use at least 8 characters.',
  })
  .refine((text) => [...text].length <= PASSWORD_LENGTH_MAX, {
    params: { code: 'password-too-long' },
    message: 'Use at most 128 characters.',
    // The comparison below takes a time that grows with the square of the length.
    abort: true,
  })
  .refine((text) => !isCommonPassword(text), {
    params: { code: 'password-too-common' },
    message:
      'This password is among the first that are tried. Use another, such as three words that have nothing in common.',
  })

/** A password as it is tried: any text, so that a wrong one is answered as wrong. Longer ones cannot be right. */
export const TriedPasswordInput = z.string().max(1024).default('')

import { expect, test } from 'vitest'
import { isReadableTarget } from './request-target'

test.each(['/', '/a/b?c=%', '/a/%F0%9F%98%80', '/a/..%2f', '//a'])('%s can be read', (target) => {
  expect(isReadableTarget(target)).toBe(true)
})

test.each(['/%', '/a/%E0%A4%A', '/a/%c0%80?b', '*', 'http://evil.example/', '', undefined])(
  '%s is refused before the framework fails on it',
  (target) => {
    expect(isReadableTarget(target)).toBe(false)
  },
)

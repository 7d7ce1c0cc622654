import { expect, test } from 'vitest'
import { completeLock, foreignHosts } from './lock-entries.mjs'

test('every platform build that the registry left out gets an entry with its version and platform, once', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/next': {
        version: '16.4.6',
        optionalDependencies: { '@next/swc-darwin-arm64': '16.4.6', '@next/swc-linux-x64-gnu': '16.4.6' },
      },
      'node_modules/@next/swc-linux-x64-gnu': { version: '16.4.6', optional: true },
      'node_modules/oxide': { version: '4.3.5', optionalDependencies: { 'oxide-wasm32-wasi': '^4.3.5' } },
    },
  }
  expect(completeLock(lock)).toEqual(['@next/swc-darwin-arm64', 'oxide-wasm32-wasi'])
  expect(lock.packages).toMatchObject({
    'node_modules/@next/swc-darwin-arm64': { version: '16.4.6', optional: true, os: ['darwin'], cpu: ['arm64'] },
    'node_modules/oxide-wasm32-wasi': { version: '4.3.5', optional: true, cpu: ['wasm32'] },
  })
  expect(Object.keys(lock.packages)[0]).toBe('')
  expect(completeLock(lock)).toEqual([])
})

test('a package found in a folder above is not added again', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a/node_modules/b': { version: '1.0.0', optionalDependencies: { fsevents: '2.3.3' } },
      'node_modules/a/node_modules/fsevents': { version: '2.3.3' },
    },
  }
  expect(completeLock(lock)).toEqual([])
})

test('another registry than npm’s own is named', () => {
  const packages = {
    'node_modules/a': { resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz' },
    'node_modules/b': { resolved: 'http://mirror.local/b/-/b-1.0.0.tgz' },
  }
  expect(foreignHosts({ packages })).toEqual(['mirror.local'])
})

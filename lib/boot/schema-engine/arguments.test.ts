import { expect, test } from 'vitest'
import { parseArguments } from './arguments.mjs'

test('the engine understands the command line as Prisma writes it', () => {
  const datasource = JSON.stringify({ url: 'postgresql://u:p@h/d' })
  expect(parseArguments(['--datamodels', 'a.prisma', '--datamodels', 'b.prisma', '--datasource', datasource])).toEqual({
    command: [],
    schemaFiles: ['a.prisma', 'b.prisma'],
    url: 'postgresql://u:p@h/d',
  })
  expect(parseArguments(['--datasource', datasource, 'cli', 'can-connect-to-database'])).toMatchObject({
    command: ['cli', 'can-connect-to-database'],
  })
})

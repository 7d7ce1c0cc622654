import { readdirSync } from 'node:fs'
import { inProject } from '@/lib/boot/paths.mjs'

/** The addresses of all pages below a folder of `app`, parameters in brackets: "/a/[account]/keys". Those to come are among them. */
export function pagesBelow(folder: string): string[] {
  const files = readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
  const pages = files.map((file) => `/${file.replaceAll('\\', '/')}`).filter((file) => file.endsWith('/page.tsx'))
  const addresses = pages.map((page) => `${folder}${page}`.replace(/^app|\/page\.tsx$|\/\([^)]+\)/g, ''))
  return addresses.map((address) => address || '/').sort()
}

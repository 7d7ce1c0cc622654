import 'server-only'
import { getLocale } from 'next-intl/server'
import type { Caller } from '@/lib/domain/access/callers'
import { chooseLocale, type FormatLocale, languageOf, parseLanguage } from '@/lib/domain/format/locales'
import { getDocument } from '@/lib/usecases/purchases/get-document'
import { type DocumentPage, listDocuments } from '@/lib/usecases/purchases/list-documents'
import { documentPdf } from './document-pdf'
import { forPage } from './page-answer'
import { memberCaller, staffCaller } from './session'

/** A page of the account's documents; `before` is the document that the page before it ended with. */
export async function readDocuments(accountId: string, before: string): Promise<DocumentPage> {
  return forPage(listDocuments(await memberCaller(), { accountId, before: before === '' ? null : before }))
}

interface DocumentParams {
  account: string
  document: string
}

/** A document's file for a member of its account, in the language that the address asks for, else in the reader's. */
export async function answerDocument(request: Request, params: DocumentParams): Promise<Response> {
  return answer(request, params, memberCaller)
}

/** The same for the seller's staff. */
export async function answerStaffDocument(request: Request, params: DocumentParams): Promise<Response> {
  return answer(request, params, staffCaller)
}

async function answer(
  request: Request,
  { account: accountId, document: documentId }: DocumentParams,
  callerOf: () => Promise<Caller>,
): Promise<Response> {
  const document = await forPage(callerOf().then((caller) => getDocument(caller, { accountId, documentId })))
  const file = await documentPdf(document, await localeAsked(request))
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${document.number}.pdf"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
  })
}

async function localeAsked(request: Request): Promise<FormatLocale> {
  const own = await getLocale()
  const asked = parseLanguage(new URL(request.url).searchParams.get('language'))
  return asked === null || asked === languageOf(own) ? own : chooseLocale(asked, null)
}

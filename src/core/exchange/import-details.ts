import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import type { Provenance } from '../scheme/provenance.ts'
import type { ExchangeFault } from './faults.ts'
import { type Lost, lost, shown } from './lost.ts'

/** What a file from elsewhere does not say by itself, given by whoever brings it. */
export interface ImportDetails {
  readonly id?: string // of the document here; otherwise the file's own
  readonly officialUrl?: string // where the text of its owner is
  readonly openText?: boolean // its owner lets everyone reproduce the text; unless that is said, the text is taken as protected
  /** How its rows are known: a file that somebody else made is never more than `secondary`. */
  readonly provenance: Provenance
}

export const unknownPublisher: Text = { ja: '不明（元のファイルに記載なし）', en: 'Not known (not stated in the file)' }

/** A name for a document that has none of our kind yet. */
export function foreignId(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return slug === '' ? 'imported' : slug
}

const isUrl = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text)

/** The address of the official text: given, or the first web address the file links to. */
export function officialUrlOf(
  name: string,
  details: ImportDetails,
  links: readonly { readonly href: string; readonly rel?: string | undefined }[] | undefined,
): Result<string, ExchangeFault> {
  const url =
    details.officialUrl ??
    links?.find((link) => link.rel === 'reference' && isUrl(link.href))?.href ??
    links?.find((link) => isUrl(link.href))?.href
  return url === undefined
    ? refuse({
        code: 'exchange-detail-missing',
        name,
        option: '--url',
        detail: { ja: '正式な文書のアドレス', en: 'the address of the official text' },
      })
    : ok(url)
}

/** Something the file does not say, and what it was taken to be. */
export const assumed = (where: string, field: string, value: string): Lost =>
  lost(`${where} → ${field}`, shown(value), {
    ja: '元のファイルに書かれていないため、仮に決めました。取り込んだ後に直してください。',
    en: 'The file does not say it, so it was assumed. Correct it after the import.',
  })

export const oneLanguage = (where: string): Lost =>
  lost(
    where,
    { ja: '文章', en: 'texts' },
    {
      ja: '元のファイルは1つの言語だけなので、同じ文を日本語と英語の両方に入れました。翻訳が必要です。',
      en: 'The file has one language; the same words stand for both and need translating.',
    },
  )

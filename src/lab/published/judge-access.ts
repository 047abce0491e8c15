import type { Text } from '../../core/kernel/text.ts'
import type { Given } from '../check.ts'
import type { Publication } from '../instruments/published/seen.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import type { Said } from '../say.ts'

export type PublishedPage = ObservationOf<'published-page'>

/** Whether a published page is where the IXIT says, and whether anybody can read it. */
export interface Access {
  readonly page?: PublishedPage
  readonly there: Said
  readonly open: Said
}

/** Judges one of the maker's pages. What may be the fault of this machine's network, or of a browser that is not one, is no fault of the maker's. */
export function judgeAccess({ observations }: Given, what: Publication, url: string | undefined): Access {
  if (url === undefined) return both({ verdict: 'inconclusive', code: 'page-not-declared', restsOn: [] })
  const page = ofKind(observations, 'published-page').find(
    ({ seen }) => seen.what === what && seen.url === url.slice(0, 512),
  )
  if (page === undefined)
    return both({ verdict: 'not-evaluated', code: 'page-not-fetched', restsOn: [], facts: { url } })
  const { reach, facts, leadsTo, sha256 = '' } = page.seen
  const restsOn = [page.id]
  const unclear = (code: string): Access => ({
    page,
    ...both({ verdict: 'inconclusive', code, restsOn, facts: { url } }),
  })
  const behindLogin: Access = {
    page,
    there: { verdict: 'inconclusive', code: 'page-behind-login', restsOn, facts: { url } },
    open: { verdict: 'fail', code: 'page-wants-login', restsOn, facts: { url } },
  }
  switch (reach) {
    case 'missing':
      return {
        page,
        there: { verdict: 'fail', code: 'page-missing', restsOn, facts: { url } },
        open: unclear('page-not-read').open,
      }
    case 'wants-login':
      return behindLogin
    case 'leads-elsewhere':
      return {
        page,
        ...both({ verdict: 'inconclusive', code: 'page-leads-elsewhere', restsOn, facts: { url, to: leadsTo ?? '?' } }),
      }
    case 'not-https':
      return unclear('page-not-https')
    case 'insecure':
      return unclear('page-certificate')
    case 'refused':
    case 'failed':
    case 'not-reached':
      return unclear('page-not-reached')
    case 'read':
      break
  }
  if (facts === undefined || page.completeness !== 'complete') return unclear('page-not-text')
  if (facts.loginOnly) return behindLogin
  if (facts.bare) return unclear('page-without-words')
  if (/\b404\b|not found|見つかりません|ありません/i.test(facts.title ?? '')) return unclear('page-may-be-missing')
  return { page, ...both({ verdict: 'pass', code: 'page-read', restsOn, facts: { url, digest: sha256.slice(0, 16) } }) }
}

const both = (said: Said) => ({ there: said, open: said })

/** Why a published page is said to be there or not, open or not. */
export const accessReasons: Readonly<Record<string, Text>> = {
  'page-read': {
    ja: '{url} を、登録もログインもなしに読めました（内容のSHA-256の先頭：{digest}）',
    en: '{url} could be read without registering or logging in (SHA-256 of its content begins with {digest})',
  },
  'page-not-declared': {
    ja: '公開場所（https:// で始まるアドレス）が、IXITの2-UserInfoに書かれていません',
    en: '2-UserInfo of the IXIT does not name where it is published (an https:// address)',
  },
  'page-not-fetched': {
    ja: '{url} を読んでいません。公開ページを読む同意がないか、外部につながっていません',
    en: '{url} was not read: nobody agreed to fetch published pages, or there was no way out',
  },
  'page-missing': { ja: '{url} にページがありません', en: 'There is no page at {url}' },
  'page-not-read': {
    ja: '{url} を読めないため、判断できません',
    en: '{url} could not be read, so this cannot be told',
  },
  'page-behind-login': {
    ja: '{url} はログインを求めるため、内容を読めません',
    en: '{url} asks for a login, so its content could not be read',
  },
  'page-wants-login': {
    ja: '{url} を読むには登録かログインが必要です',
    en: '{url} can only be read after registering or logging in',
  },
  'page-leads-elsewhere': {
    ja: '{url} は、IXITに書かれていない {to} に移ります。移り先は読んでいません',
    en: '{url} leads to {to}, on a host that the IXIT does not name; it was not followed',
  },
  'page-not-https': {
    ja: '{url} または移り先が https ではないため、読んでいません',
    en: '{url}, or where it leads, is not https and was not read',
  },
  'page-certificate': {
    ja: '{url} のサーバー証明書を確かめられません（発行者、期限、名前のどれかに問題があります）',
    en: 'The certificate of the server of {url} does not hold (issuer, dates or name)',
  },
  'page-not-reached': {
    ja: '{url} から、ページとして読める応答がありません。通信環境のせいかもしれません',
    en: '{url} gave no page; the network of the bench may be the cause',
  },
  'page-not-text': {
    ja: '{url} は、文字として全部は読めません。人が読んで判断します',
    en: '{url} cannot be read as text in full; a person has to read it',
  },
  'page-without-words': {
    ja: '{url} は、画面の上で組み立てられるか、文がほとんどありません。人が読んで判断します',
    en: '{url} is made by scripts or has hardly a word; a person has to read it',
  },
  'page-may-be-missing': {
    ja: '{url} の表題が「見つからない」と読めます。人が見て判断します',
    en: 'The title of {url} reads like “not found”; a person has to look',
  },
}

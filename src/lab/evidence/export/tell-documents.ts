import type { Tellings } from './telling.ts'

const pages = {
  'disclosure-policy': ['脆弱性の公表方針のページ', 'page of the disclosure policy'],
  'support-period': ['サポート期間のページ', 'page of the support period'],
  'non-updatable': ['更新できないことを知らせるページ', 'page that says what cannot be updated'],
} as const

const reaches = {
  read: ['読めた', 'was read'],
  missing: ['なかった', 'is not there'],
  'wants-login': ['ログインを求められた', 'wants a login'],
  refused: ['断られた', 'was refused'],
  failed: ['エラーになった', 'answered with an error'],
  'leads-elsewhere': ['申告にない場所へ転送された', 'leads to a host that is not declared'],
  'not-https': ['httpsではない', 'is not in https'],
  'not-reached': ['届かなかった', 'could not be reached'],
  insecure: ['証明書が正しくなかった', 'has a certificate that does not hold'],
} as const

const outcomes = {
  verified: ['署名は正しい', 'the signature holds'],
  wrong: ['署名は正しくない', 'the signature does not hold'],
  'no-signature': ['署名がない', 'there is no signature'],
  'cannot-tell': ['署名を確かめられない', 'whether it is signed rightly cannot be told'],
} as const

const copies = {
  'payload-byte': ['中身を1バイト変えたもの', 'one byte of the content changed'],
  'payload-repaired': ['中身を変え、検査用の値を合わせたもの', 'content changed and its sums made to agree'],
  'signature-byte': ['署名を1バイト変えたもの', 'one byte of the signature changed'],
  'older-version': ['版を古く書き換えたもの', 'the version made older'],
  truncated: ['途中で切ったもの', 'cut short'],
  'older-release': ['以前の正規の版', 'an older release of the maker'],
  genuine: ['正規の更新', 'the genuine update'],
} as const

/** What was read in the maker's publications and update files. */
export const tellDocuments: Tellings<'published-page' | 'security-txt' | 'csaf-provider-metadata' | 'update-file'> = {
  'published-page': ({ what, url, reach, status, facts }, { say, list, sentences }) =>
    sentences(
      say(
        `${pages[what][0]}：${reaches[reach][0]}${status === undefined ? '' : `（${status}）`}`,
        `The ${pages[what][1]} ${reaches[reach][1]}${status === undefined ? '' : ` (${status})`}`,
      ),
      url,
      facts?.title !== undefined && say(`題名：「${facts.title}」`, `titled “${facts.title}”`),
      facts !== undefined &&
        facts.contacts.length > 0 &&
        say(
          `窓口：${list(
            facts.contacts.map(({ said }) => said),
            3,
          )}`,
          `contacts: ${list(
            facts.contacts.map(({ said }) => said),
            3,
          )}`,
        ),
      facts !== undefined &&
        facts.dates.length > 0 &&
        say(
          `日付：${list(
            facts.dates.map(({ value }) => value),
            4,
          )}`,
          `dates: ${list(
            facts.dates.map(({ value }) => value),
            4,
          )}`,
        ),
    ),
  'security-txt': ({ url, reach, status, expires, contacts, errors }, { say, list, sentences }) =>
    sentences(
      say(
        `security.txt：${reaches[reach][0]}${status === undefined ? '' : `（${status}）`}`,
        `security.txt ${reaches[reach][1]}${status === undefined ? '' : ` (${status})`}`,
      ),
      url,
      contacts.length > 0 && say(`連絡先：${list(contacts, 3)}`, `contacts: ${list(contacts, 3)}`),
      expires !== undefined && say(`期限：${expires}`, `expires ${expires}`),
      errors.length > 0 &&
        say(
          `RFC 9116と違うところ：${list(
            errors.map(({ code }) => code),
            4,
          )}`,
          `departs from RFC 9116: ${list(
            errors.map(({ code }) => code),
            4,
          )}`,
        ),
    ),
  'csaf-provider-metadata': ({ url, reach, status, publisher, errors }, { say, list, sentences }) =>
    sentences(
      say(
        `CSAFの提供者情報：${reaches[reach][0]}${status === undefined ? '' : `（${status}）`}`,
        `CSAF provider metadata ${reaches[reach][1]}${status === undefined ? '' : ` (${status})`}`,
      ),
      url,
      publisher !== undefined && say(`発行者：${publisher}`, `publisher: ${publisher}`),
      errors.length > 0 &&
        say(
          `CSAFと違うところ：${list(
            errors.map(({ code }) => code),
            4,
          )}`,
          `departs from CSAF: ${list(
            errors.map(({ code }) => code),
            4,
          )}`,
        ),
    ),
  'update-file': ({ name, format, version, encrypted, outcome, copies: tried }, { say, list, sentences }) => {
    const kept = tried.filter((copy) => copy.outcome === 'verified')
    return sentences(
      say(
        `更新ファイル ${name}（${format === 'unknown' ? '形式不明' : format}${version ? `、版 ${version}` : ''}）`,
        `update file ${name} (${format === 'unknown' ? 'format not known' : format}${version ? `, version ${version}` : ''})`,
      ),
      encrypted && say('暗号化されている', 'it is encrypted'),
      say(outcomes[outcome][0], outcomes[outcome][1]),
      tried.length > 0 &&
        (kept.length === 0
          ? say(
              `改変した写し${tried.length}種は、どれも正しい署名とは認められなかった`,
              `none of ${tried.length} changed copies passed for signed`,
            )
          : say(
              `改変しても正しい署名とされた写し：${list(kept.map(({ change }) => copies[change][0]))}`,
              `copies that passed for signed although changed: ${list(kept.map(({ change }) => copies[change][1]))}`,
            )),
    )
  },
}

/** How a copy of an update is called. */
export const copyText = (copy: keyof typeof copies): readonly [string, string] => copies[copy]

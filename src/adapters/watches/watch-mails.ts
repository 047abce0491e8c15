import { confirmHours, type WatchChange, type WatchedLabel, watchYears } from '../../casework/watches.ts'
import { dateInJapan, type Instant } from '../../core/kernel/date.ts'
import { writeLabelId } from '../../core/kernel/label-id.ts'
import type { Language, Text } from '../../core/kernel/text.ts'
import { type StandingCode, standingText } from '../../core/surveillance/standing.ts'

/** Who the mails are from. */
export interface MailFrom {
  readonly name: { readonly ja: string; readonly en: string }
  readonly address: string // public origin
}

interface Letter {
  readonly subject: string
  readonly text: string
}

// The reader chose a language; the other stands below a rule, for whoever the mail is passed on to.
function inBoth(operator: MailFrom, language: Language, subject: Text, text: (language: Language) => string): Letter {
  const other = language === 'ja' ? 'en' : 'ja'
  const rule = '\n\n----------------------------------------\n\n'
  return {
    subject: subject[language],
    text: `${text(language)}${rule}${text(other)}\n\n-- \n${operator.name.ja} / ${operator.name.en}\n${operator.address}\n`,
  }
}

const pageOf = ({ address }: MailFrom, language: Language, token: string): string =>
  `${address}/${language}/watch/${token}`

/** Asks whoever owns an address whether the watch is wanted. */
export function confirmMail(
  operator: MailFrom,
  facts: { readonly token: string; readonly name: string; readonly labels: number; readonly language: Language },
): Letter {
  const { token, name, labels, language } = facts
  const subject = {
    ja: `見守りの確認：「${name}」（${confirmHours}時間以内）`,
    en: `Please confirm: watching “${name}” (within ${confirmHours} hours)`,
  }
  return inBoth(operator, language, subject, (lang) => {
    const url = `${pageOf(operator, lang, token)}/confirm`
    return {
      ja: `「${name}」のラベル${labels}件が変わったらメールで知らせるよう、このアドレスで申し込みがありました。\n\n始めるには、次のページで確かめてください。${confirmHours}時間を過ぎると、申し込みは消えます。\n${url}\n\n心当たりがない場合は、何もしないでください。お知らせは届かず、このアドレスも消えます。`,
      en: `Somebody asked, with this address, to be told by mail when any of the ${labels} labels of “${name}” changes.\n\nTo begin, confirm on this page. After ${confirmHours} hours the request is gone.\n${url}\n\nIf this was not you, do nothing: no message will follow, and this address will be deleted.`,
    }[lang]
  })
}

const stateText = (code: StandingCode | undefined): Text =>
  code === undefined ? { ja: '有効期間の前', en: 'Not valid yet' } : standingText[code]

/** A change with what is known of its label. */
export interface ToldChange extends WatchChange {
  readonly of: WatchedLabel | undefined
}

const linesMost = 200

/** Tells what has changed since the last mail: several changes, one mail. */
export function changesMail(
  operator: MailFrom,
  facts: {
    readonly token: string
    readonly name: string
    readonly language: Language
    readonly expiresAt: Instant
    readonly changes: readonly ToldChange[]
  },
): Letter {
  const { token, name, language, changes, expiresAt } = facts
  const [only] = changes.length === 1 ? changes : []
  const subject = only
    ? {
        ja: `${stateText(only.became).ja}：${nameOf(only, 'ja')}（「${name}」）`,
        en: `${stateText(only.became).en}: ${nameOf(only, 'en')} (“${name}”)`,
      }
    : {
        ja: `「${name}」のラベル${changes.length}件が変わりました`,
        en: `${changes.length} labels of “${name}” have changed`,
      }
  return inBoth(operator, language, subject, (lang) => {
    const page = pageOf(operator, lang, token)
    const shown = changes.slice(0, linesMost)
    const list = shown
      .map((change) => {
        const state = `${stateText(change.was)[lang]} → ${stateText(change.became)[lang]}`
        const level = change.of === undefined ? '' : `${change.of.level}　`
        return `・${nameOf(change, lang)}　${level}${writeLabelId(change.label)}\n　${state}（${dateInJapan(change.at)}）\n　${operator.address}/l/${change.label}`
      })
      .join('\n')
    const more = changes.length - shown.length
    const until = dateInJapan(expiresAt)
    return {
      ja: `「${name}」のラベルの状態が変わりました。\n\n${list}${more > 0 ? `\nほか${more}件は、次のページにあります。` : ''}\n\n理由と、次にすることは、ラベルのページで確かめてください。\nすべてのラベルの今の状態：\n${page}\n\nこのお知らせをやめる（アドレスもすぐに消えます）：\n${page}/stop\n見守りは${until}までです。ページから延ばせます。`,
      en: `Labels of “${name}” have changed.\n\n${list.replaceAll('・', '* ').replaceAll('　', '  ').replaceAll('（', ' (').replaceAll('）', ')')}${more > 0 ? `\n${more} more are on the page below.` : ''}\n\nThe reason, and what to do, is on the page of each label.\nAll labels as they are now:\n${page}\n\nTo stop these messages (the address is deleted at once):\n${page}/stop\nThe watch ends on ${until}; it can be extended on the page.`,
    }[lang]
  })
}

function nameOf({ of, label }: ToldChange, language: Language): string {
  if (of === undefined) return writeLabelId(label)
  return (language === 'en' && of.product.en) || of.product.ja
}

/** Tells that a watch is about to end. */
export function endingMail(
  operator: MailFrom,
  facts: { readonly token: string; readonly name: string; readonly language: Language; readonly expiresAt: Instant },
): Letter {
  const { token, name, language, expiresAt } = facts
  const until = dateInJapan(expiresAt)
  const subject = { ja: `${until}に終わります：「${name}」の見守り`, en: `Ends on ${until}: watching “${name}”` }
  return inBoth(operator, language, subject, (lang) => {
    const page = pageOf(operator, lang, token)
    return {
      ja: `「${name}」の見守りは、${until}に終わり、記録もアドレスも消えます。\n\n続けるには、次のページで延ばしてください（${watchYears}年）。\n${page}\n\nいますぐやめる：\n${page}/stop`,
      en: `The watch over “${name}” ends on ${until}; all of it, and your address, will be deleted.\n\nTo go on, extend it on this page (by ${watchYears} years).\n${page}\n\nTo stop at once:\n${page}/stop`,
    }[lang]
  })
}

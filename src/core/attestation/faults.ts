import type { FaultTexts } from '../kernel/fault.ts'
import type { AttestFault } from './attest.ts'
import type { JwsFault } from './jws.ts'
import type { MarkFault } from './mark.ts'
import type { StatusListFault } from './status-list.ts'

export type AttestationFault = AttestFault | JwsFault | MarkFault | StatusListFault

/** What the refusals of this room say to a person. */
export const attestationFaults: FaultTexts<AttestationFault> = {
  'credential-too-large': {
    what: {
      ja: '証明データが大きすぎるため、ラベルを交付できません（{bytes}バイト、上限{limit}バイト）。',
      en: 'The label cannot be issued: its credential is too large ({bytes} bytes, at most {limit}).',
    },
    why: {
      ja: '透明性ログに載せられる大きさには上限があります。',
      en: 'An entry of the transparency log has a size limit.',
    },
    next: {
      ja: '製品名や事業者名が必要以上に長くないか確認してください。型番の数は大きさに影響しません。',
      en: 'Check for needlessly long product or maker names. The number of models does not matter.',
    },
  },
  'validity-empty': {
    what: {
      ja: '有効期間の始まり（{validFrom}）が終わり（{validUntil}）より前ではありません。',
      en: 'The validity begins ({validFrom}) no earlier than it ends ({validUntil}).',
    },
    why: { ja: '一瞬も有効でないラベルは交付できません。', en: 'A label that is never valid cannot be issued.' },
    next: { ja: '有効期間の日付を直してください。', en: 'Correct the dates of the validity.' },
  },
  'jws-malformed': {
    what: { ja: '署名つきデータを読み取れません（{part}）。', en: 'The signed data cannot be read ({part}).' },
    why: {
      ja: '三つの部分からなる正しい形（compact JWS）ではありません。',
      en: 'It is not a well-formed compact JWS of three parts.',
    },
    next: { ja: '発行元からファイルをもう一度取得してください。', en: 'Fetch the file again from its issuer.' },
  },
  'jws-header-refused': {
    what: {
      ja: '署名の見出しに、認められない項目があります（{member}）。',
      en: 'The header of the signature has a member that is not accepted ({member}).',
    },
    why: {
      ja: '検証の方法をデータの側から変えられないように、決まった項目だけを受け付けます。',
      en: 'Only fixed members are accepted, so that data cannot steer how it is verified.',
    },
    next: {
      ja: 'このデータを信用せず、発行元に知らせてください。',
      en: 'Do not trust this data, and tell the issuer.',
    },
  },
  'status-list-unreadable': {
    what: { ja: '状態リストを読み取れません。', en: 'The status list cannot be read.' },
    why: {
      ja: '圧縮または符号化が正しくないか、展開後の大きさが上限を超えています。',
      en: 'Its compression or encoding is wrong, or it unpacks beyond the limit.',
    },
    next: {
      ja: '状態リストをもう一度取得してください。状態が確認できない間は、有効とみなさないでください。',
      en: 'Fetch the list again. Do not take the label for valid until its status is known.',
    },
  },
  'status-list-too-short': {
    what: { ja: '状態リストが短すぎます。', en: 'The status list is too short.' },
    why: {
      ja: '標準では、131,072件以上のリストでなければなりません。',
      en: 'The standard demands at least 131,072 entries.',
    },
    next: {
      ja: 'このリストを使わず、発行元に知らせてください。',
      en: 'Do not use this list, and tell the issuer.',
    },
  },
  'mark-address-too-long': {
    what: {
      ja: 'アドレスが長すぎて、この大きさの図版にコードが入りません（{characters}文字、{size}）。',
      en: 'The address is too long for the code on this plate ({characters} characters, size {size}).',
    },
    why: {
      ja: '文字が増えるとコードの目が細かくなり、印刷や読み取りができなくなります。',
      en: 'A longer address makes the code too fine to print and scan.',
    },
    next: {
      ja: 'もっと大きい図版を選ぶか、短いドメインで公開してください。',
      en: 'Choose a larger plate, or publish under a shorter domain.',
    },
  },
}

import type { Fault, FaultTexts } from '../../core/kernel/fault.ts'

export type GuidedFault = Fault &
  (
    | { readonly code: 'answers-malformed'; readonly file: string }
    | { readonly code: 'answers-too-large'; readonly file: string }
    | { readonly code: 'guided-step-unknown'; readonly step: string }
    | { readonly code: 'mechanism-not-named'; readonly known: string }
  )

/** What the refusals of the guided steps say to a person. */
export const guidedFaults: FaultTexts<GuidedFault> = {
  'answers-malformed': {
    what: {
      ja: '{file} を、手順の記録として読み取れません。',
      en: '{file} cannot be read as records of guided steps.',
    },
    why: {
      ja: '電話の画面から書き出したファイルではないか、壊れています。何も取り込んでいません。',
      en: 'It was not written by the page on a telephone, or it is damaged. Nothing was taken in.',
    },
    next: { ja: '電話の画面から、もう一度書き出してください。', en: 'Export it from the page again.' },
  },
  'answers-too-large': {
    what: { ja: '{file} の写真は、この試験に入りきりません。', en: 'The pictures in {file} do not fit into this run.' },
    why: {
      ja: '証拠に添えられるのは、合わせて42 MBまでです。何も取り込んでいません。',
      en: 'At most 42 MB in all can be attached to evidence. Nothing was taken in.',
    },
    next: {
      ja: '写真を小さくするか減らして、もう一度書き出してください。',
      en: 'Take smaller pictures or fewer of them, and export again.',
    },
  },
  'guided-step-unknown': {
    what: { ja: '「{step}」という手順はありません。', en: 'There is no guided step “{step}”.' },
    why: { ja: '番号か名前が違います。', en: 'The name is not known.' },
    next: { ja: '--list で、手順の名前を確かめてください。', en: 'See the names with --list.' },
  },
  'mechanism-not-named': {
    what: {
      ja: 'どの更新の仕組みのファイルか分かりません。',
      en: 'It is not said of which update mechanism this file is.',
    },
    why: { ja: '申告されている仕組み：{known}', en: 'Declared mechanisms: {known}' },
    next: { ja: '--mechanism で、名前を指定してください。', en: 'Name it with --mechanism.' },
  },
}

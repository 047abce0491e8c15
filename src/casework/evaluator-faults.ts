import type { FaultTexts } from '../core/kernel/fault.ts'
import type { InputInvalid } from './fields.ts'

/** Why an entry in the register of evaluators was refused. */
export type EvaluatorFault =
  | InputInvalid
  | { readonly code: 'evaluator-register-closed' }
  | { readonly code: 'evaluator-unknown'; readonly evaluator: string }
  | { readonly code: 'evaluator-key-taken'; readonly name: string }
  | { readonly code: 'evaluator-entered-twice'; readonly name: string; readonly until: string }
  | { readonly code: 'evaluator-ended-already'; readonly on: string }
  | { readonly code: 'evaluators-too-many'; readonly limit: number }

export const evaluatorFaultTexts: FaultTexts<Exclude<EvaluatorFault, InputInvalid>> = {
  'evaluator-register-closed': {
    what: { ja: '評価者の登録簿を変えることはできません。', en: 'You cannot change the register of evaluators.' },
    why: {
      ja: '変えられるのは、認証機関の管理者だけです。',
      en: 'Only administrators of the certification body may.',
    },
    next: { ja: '認証機関の管理者に依頼してください。', en: 'Ask an administrator of the body.' },
  },
  'evaluator-unknown': {
    what: { ja: 'その登録は見つかりません。', en: 'There is no such entry.' },
    why: { ja: '番号が違います（{evaluator}）。', en: 'The number is wrong ({evaluator}).' },
    next: { ja: '一覧から開きなおしてください。', en: 'Open it again from the list.' },
  },
  'evaluator-key-taken': {
    what: {
      ja: 'この公開鍵は、別の人のものとして登録されています。',
      en: 'This public key is registered for somebody else.',
    },
    why: {
      ja: '鍵は「{name}」さんのものです。ひとつの鍵で署名できるのは、ひとりだけです。',
      en: 'It belongs to {name}. One key is one person’s.',
    },
    next: {
      ja: '本人が試験台で作った鍵の、公開鍵を確かめてください。',
      en: 'Check the public key that the person made on the bench.',
    },
  },
  'evaluator-entered-twice': {
    what: { ja: 'この資格は、もう登録されています。', en: 'This qualification is registered already.' },
    why: {
      ja: '「{name}」さんの同じ資格が、{until}まで有効です。',
      en: '{name} holds the same qualification until {until}.',
    },
    next: {
      ja: '更新された資格は、次の期間で登録してください。',
      en: 'Enter a renewed qualification with its next period.',
    },
  },
  'evaluator-ended-already': {
    what: { ja: 'この登録は、もう終了しています。', en: 'This entry has ended already.' },
    why: {
      ja: '{on}に終了しています。終了の日は、早めることだけができます。',
      en: 'It ended on {on}. An end can be moved to an earlier day only.',
    },
    next: { ja: '必要なら、新しく登録してください。', en: 'Make a new entry if one is needed.' },
  },
  'evaluators-too-many': {
    what: { ja: 'これ以上は登録できません。', en: 'No more entries can be made.' },
    why: { ja: '登録できるのは{limit}件までです。', en: 'The register holds at most {limit}.' },
    next: { ja: 'システムの運営者に連絡してください。', en: 'Tell the operator of the system.' },
  },
}

import type { FaultTexts } from '../kernel/fault.ts'
import type { DocumentFault } from './parse.ts'
import type { SelectionFault } from './plan.ts'

/** What the refusals of this room say to a person. */
export const selectionFaultTexts: FaultTexts<SelectionFault | DocumentFault> = {
  'document-malformed': {
    what: { ja: '{file} を読めませんでした。', en: '{file} could not be read.' },
    why: {
      ja: '{path} の内容が書式に合いません（{problem}）。',
      en: 'What stands at {path} does not fit the format ({problem}).',
    },
    next: { ja: 'その箇所を直して、もう一度読み込んでください。', en: 'Correct that place and load the file again.' },
  },
  'edition-mismatch': {
    what: {
      ja: 'チェックリストが、評価しようとしている制度の版と一致しません。',
      en: 'The checklist was written for another edition than the one to be assessed.',
    },
    why: {
      ja: '評価する版は「{expected}」ですが、チェックリストには「{found}」とあります。版が違うと、同じ番号の要件でも内容が同じとは限りません。',
      en: 'The assessment is for “{expected}”, the checklist says “{found}”. Under another edition the same number may demand something else.',
    },
    next: {
      ja: '正しい版のチェックリストを用意するか、評価する版を選び直してください。',
      en: 'Prepare a checklist for that edition, or choose the edition the checklist was written for.',
    },
  },
  'level-unpublished': {
    what: { ja: 'レベル {level} では評価できません。', en: 'Level {level} cannot be assessed.' },
    why: {
      ja: 'このレベルの適合要件が公表されていません。',
      en: 'The criteria of this level have not been published.',
    },
    next: { ja: '公表されているレベルを選んでください。', en: 'Choose a level whose criteria are published.' },
  },
  'product-out-of-scope': {
    what: { ja: 'この製品は制度の対象ではありません。', en: 'This product is not covered by the scheme.' },
    why: { ja: '{reason}（{clause}）', en: '{reason} ({clause})' },
    next: {
      ja: '製品の条件に誤りがないか確かめてください。誤りがなければ、この制度では申請できません。',
      en: 'Check the facts given about the product. If they are right, no application is possible under this scheme.',
    },
  },
  'scope-unclear': {
    what: {
      ja: 'この製品が制度の対象かどうか、まだ決まりません。',
      en: 'It is still open whether the scheme covers this product.',
    },
    why: { ja: '{reason}', en: '{reason}' },
    next: {
      ja: '不足している項目に答えてください。分からない場合は運営者に確認してください。',
      en: 'Answer what is missing, or ask the operator of the scheme.',
    },
  },
  'criterion-unknown': {
    what: {
      ja: '適合要件 {criterion} は、この版のこのレベルにありません。',
      en: 'There is no criterion {criterion} at this level of this edition.',
    },
    why: {
      ja: 'チェックリストに、存在しない番号への回答が含まれています。',
      en: 'The checklist answers a number that does not exist here.',
    },
    next: { ja: '番号を確かめ、不要な回答を取り除いてください。', en: 'Check the number and take the answer out.' },
  },
  'criterion-answered-twice': {
    what: { ja: '適合要件 {criterion} への回答が二つあります。', en: 'Criterion {criterion} is answered twice.' },
    why: { ja: 'どちらが正しい回答か判断できません。', en: 'It cannot be told which answer is meant.' },
    next: { ja: '回答を一つにしてください。', en: 'Keep one of the answers.' },
  },
  'criterion-not-accepted-elsewhere': {
    what: {
      ja: '{criterion} を、ほかの制度への適合で示すことはできません。',
      en: '{criterion} cannot be shown by conformity with another scheme.',
    },
    why: {
      ja: 'その要件を認める取り決めがないか、まだ始まっていないか、製品がその条件に当てはまりません。',
      en: 'No rule of recognition speaks of this criterion, it is not in force, or the product does not meet its conditions.',
    },
    next: {
      ja: '要件をどのように満たしているかを、証拠とともに答えてください。',
      en: 'Say how the criterion is fulfilled, with evidence.',
    },
  },
  'not-applicable-not-allowed': {
    what: {
      ja: '適合要件 {criterion} は「対象外」にできません。',
      en: 'Criterion {criterion} cannot be answered “not applicable”.',
    },
    why: {
      ja: 'この適合要件は、すべての対象製品に求められます。',
      en: 'It is demanded of every product the scheme covers.',
    },
    next: { ja: '適合しているかどうかを答えてください。', en: 'Answer whether it is fulfilled.' },
  },
  'not-applicable-condition-missing': {
    what: {
      ja: '適合要件 {criterion} を「対象外」とする条件が選ばれていません。',
      en: 'No condition is given for leaving criterion {criterion} out.',
    },
    why: {
      ja: '「対象外」と答えられるのは、制度が定めた条件に当てはまるときだけです。',
      en: '“Not applicable” is possible only under a condition the scheme allows.',
    },
    next: {
      ja: '当てはまる条件を一つ選んでください。当てはまるものがなければ、適合しているかどうかを答えてください。',
      en: 'Choose the condition that applies. If none does, answer whether the criterion is fulfilled.',
    },
  },
  'not-applicable-condition-unmet': {
    what: {
      ja: '適合要件 {criterion} の「対象外」は、製品の内容と矛盾しています。',
      en: 'Leaving criterion {criterion} out contradicts what is known of the product.',
    },
    why: {
      ja: '選ばれた条件「{condition}」は、この製品では成り立ちません。',
      en: 'The chosen condition “{condition}” does not hold for this product.',
    },
    next: {
      ja: '製品の条件を確かめるか、適合しているかどうかを答えてください。',
      en: 'Check the facts given about the product, or answer whether the criterion is fulfilled.',
    },
  },
  'not-applicable-reason-missing': {
    what: {
      ja: '適合要件 {criterion} を「対象外」とする理由がありません。',
      en: 'Criterion {criterion} is left out without a reason.',
    },
    why: { ja: '「対象外」には、必ず理由の記入が必要です。', en: 'A written reason is always required.' },
    next: {
      ja: 'この製品に当てはまらない理由を記入してください。',
      en: 'Write why it does not apply to this product.',
    },
  },
}

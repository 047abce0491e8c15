import type { Extent } from '../crosswalk/coverage.ts'
import { fill, type Text } from '../kernel/text.ts'
import type { Recognition, RecognitionEffect } from '../scheme/recognition.ts'
import type { NeedKind, SchemeState } from '../scheme/scheme.ts'
import type { Estimate, Outcome } from './market-plan.ts'
import type { RecognitionAnswer } from './recognise.ts'

/** Where a product stands with a target, in a few words. */
export const outcomeText: Record<Outcome, Text> = {
  'not-covered': { ja: '対象外（することはありません）', en: 'not covered: nothing to do' },
  held: { ja: '取得済み', en: 'already held' },
  recognised: { ja: '承認により適合', en: 'conforms by recognition' },
  recognisable: { ja: '確認がすめば、承認により適合', en: 'conforms by recognition, once confirmed' },
  'not-open': { ja: '受付なし', en: 'not open' },
  'demands-unknown': { ja: '要求事項が分からない', en: 'demands not known' },
  covered: {
    ja: '求められることはすべて示せている（承認ではない）',
    en: 'everything demanded is shown; that is not recognition',
  },
  'work-left': { ja: '示すことが残っている', en: 'something is left to show' },
}

/** How far a demand is covered. */
export const extentText: Record<Extent, Text> = {
  whole: { ja: '全体', en: 'whole' },
  part: { ja: '一部', en: 'part' },
  none: { ja: 'なし', en: 'none' },
}

/** Whether a rule of recognition applies. */
export const ruleVerdictText: Record<RecognitionAnswer['verdict'], Text> = {
  applies: { ja: '当てはまる', en: 'applies' },
  'does-not-apply': { ja: '当てはまらない', en: 'does not apply' },
  unclear: { ja: 'まだ決まらない', en: 'unclear' },
}

/** What recognition rests on. */
export const basisText: Record<Recognition['basis'], Text> = {
  law: { ja: '法令', en: 'by law' },
  arrangement: { ja: '制度間の取決め', en: 'by arrangement' },
  'operator-rule': { ja: '制度運営者の規則', en: 'by rule of the operator' },
}

/** What a rule does where it applies. */
export function effectText(effect: RecognitionEffect): Text {
  switch (effect.kind) {
    case 'deemed-compliant':
      return { ja: '適合しているとみなされる', en: 'the product counts as conforming' }
    case 'equals-level':
      return fill({ ja: 'レベル{level}として扱われる', en: 'it counts as level {level}' }, effect)
    case 'terms-unknown':
      return { ja: '承認の内容は分かっていない', en: 'what it does is not known' }
    case 'criteria-accepted': {
      const [ja, en] = [effect.criteria.join('、'), effect.criteria.join(', ')]
      return { ja: `${ja}を改めて示さなくてよい`, en: `${en} need not be shown again` }
    }
    case 'simplified-application': {
      const level = effect.level
      if (level === undefined) return { ja: '簡略な手続で申請できる', en: 'a simplified application is enough' }
      return fill(
        { ja: 'レベル{level}を簡略な手続で申請できる', en: 'a simplified application is enough for level {level}' },
        { level },
      )
    }
  }
}

/** What no evidence can replace. */
export const needText: Record<NeedKind, Text> = {
  laboratory: { ja: '試験所', en: 'Laboratory' },
  'certification-body': { ja: '認証機関', en: 'Certification body' },
  fee: { ja: '手数料', en: 'Fee' },
  'local-language': { ja: '現地の言語', en: 'Local language' },
  'local-representative': { ja: '現地の代理人', en: 'Local representative' },
  registration: { ja: '登録', en: 'Registration' },
  marking: { ja: '表示', en: 'Marking' },
  document: { ja: '書類', en: 'Document' },
}

/** Where a figure of effort is from. */
export const estimateText: Record<Estimate, Text> = {
  ledger: { ja: '実績', en: 'recorded' },
  node: { ja: '項目ごとの見積り', en: 'estimate for this demand' },
  document: { ja: '文書ごとの見積り', en: 'estimate for its document' },
  otherwise: { ja: '一律の見積り', en: 'general estimate' },
}

/** Whether anybody grants it. */
export const stateText: Record<SchemeState, Text> = {
  planned: { ja: '開始前', en: 'planned' },
  'in-operation': { ja: '運用中', en: 'in operation' },
  stalled: { ja: '停滞', en: 'stalled' },
  closed: { ja: '終了', en: 'closed' },
}

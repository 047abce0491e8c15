import type { Text } from '../kernel/text.ts'
import { languages } from '../kernel/text.ts'
import type { Shortfall } from './demand.ts'

/**
 * Everything a row can be told. A code is permanent. Of several that weigh the same, the earlier in this list is the one
 * that is said first.
 */
export const reasonCodes = [
  'UNREADABLE',
  'NOT_FOUND',
  'MODEL_NOT_COVERED',
  'REVOKED',
  'ENDED',
  'SUSPENDED',
  'EXPIRED',
  'NOT_YET_VALID',
  'LEVEL_TOO_LOW',
  'NOT_RECOGNISED',
  'METHOD_NOT_ALLOWED',
  'EXPIRES_BEFORE_DELIVERY',
  'VALIDITY_TOO_SHORT',
  'SUPPORT_ENDS_EARLY',
  'AMBIGUOUS',
  'NO_CRITERIA_YET',
  'RECOGNITION_UNPROVEN',
  'RECOGNITION_UNCLEAR',
  'VERSION_OUT_OF_SCOPE',
  'CHANGED_SINCE',
  'OTHER_LABEL_STOPPED',
  'ADVISORY_OPEN',
  'NOT_DEMANDED_YET',
  'NOT_DEMANDED',
  'OK_RECOGNISED',
  'OK',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** What fills the words: a text is told in the language of the words. */
export type Facts = Readonly<Record<string, string | number | Text>>

/** One thing found about a row. */
export interface Finding {
  readonly code: ReasonCode
  readonly weight: Shortfall | 'meets'
  readonly facts: Facts
}

/** What a reason says, and what to do next. */
export interface ReasonText {
  readonly words: Text
  readonly next: Text
}

const asked = { ja: '一覧のとおりか確かめてください。', en: 'See whether the list is right.' }

export const reasonTexts: Record<ReasonCode, ReasonText> = {
  UNREADABLE: {
    words: { ja: '読み取れません：{problem}', en: 'It cannot be read: {problem}' },
    next: { ja: '{remedy}', en: '{remedy}' },
  },
  NOT_FOUND: {
    words: {
      ja: '登録がありません。登録がないことは、危険という意味ではありません',
      en: 'There is no registration. That does not mean the product is dangerous',
    },
    next: {
      ja: '型番とメーカーの表記を確かめ、合っていれば、ラベルの有無と取得の予定をメーカーに尋ねてください。',
      en: 'Check how model and maker are written. If they are right, ask the maker whether there is a label or will be one.',
    },
  },
  MODEL_NOT_COVERED: {
    words: {
      ja: 'ラベル{label}はありますが、型番「{model}」は対象ではありません',
      en: 'Label {label} exists, but does not cover the model {model}',
    },
    next: {
      ja: '対象の型番（{covered}）と見比べ、違う製品なら、その製品のラベルをメーカーに尋ねてください。',
      en: 'Compare it with the models it covers ({covered}). If it is another product, ask the maker for the label of that one.',
    },
  },
  REVOKED: {
    words: { ja: 'ラベルは{since}に取り消されました', en: 'The label was revoked on {since}' },
    next: {
      ja: 'ラベルのページで理由を確かめてください。購入ずみの製品は、メーカーに対応を尋ねてください。',
      en: 'See the reason on the page of the label. For products already bought, ask the maker what to do.',
    },
  },
  ENDED: {
    words: { ja: 'ラベルは{since}に、メーカーの申し出で終了しました', en: 'The maker ended the label on {since}' },
    next: {
      ja: '後継の製品か新しいラベルがあるかを、メーカーに尋ねてください。',
      en: 'Ask the maker for a successor or a new label.',
    },
  },
  SUSPENDED: {
    words: { ja: 'ラベルは{since}から停止中です', en: 'The label has been suspended since {since}' },
    next: {
      ja: 'ラベルのページで理由を確かめ、停止が解かれてから、もう一度確認してください。',
      en: 'See the reason on the page of the label, and check again once the suspension is lifted.',
    },
  },
  EXPIRED: {
    words: { ja: 'ラベルは{lastDay}で期限が切れました', en: 'The label expired; its last day was {lastDay}' },
    next: { ja: '更新の予定をメーカーに尋ねてください。', en: 'Ask the maker whether it will be renewed.' },
  },
  NOT_YET_VALID: {
    words: {
      ja: '判定日（{asOf}）には、ラベルがまだ有効ではありません（{from}から有効）',
      en: 'On {asOf} the label is not valid yet; it is from {from} on',
    },
    next: { ja: '{from}以降に、もう一度確認してください。', en: 'Check again on or after {from}.' },
  },
  LEVEL_TOO_LOW: {
    words: { ja: '必要なのは{needed}、取得しているのは{held}です', en: '{needed} is needed; the label is {held}' },
    next: {
      ja: '同じ種類の製品で{needed}のものをさがしてください。',
      en: 'Look for a product of the same kind with {needed}.',
    },
  },
  NOT_RECOGNISED: {
    words: {
      ja: '{held}のラベルは、{needed}の代わりになりません：{why}',
      en: 'A label of {held} does not stand for {needed}: {why}',
    },
    next: {
      ja: '{needed}のラベルがある製品をさがすか、方針の担当者に相談してください。',
      en: 'Look for a product with {needed}, or consult whoever keeps the policy.',
    },
  },
  METHOD_NOT_ALLOWED: {
    words: {
      ja: '{method}のラベルは、この方針では認められません',
      en: 'The policy does not accept labels by {method}',
    },
    next: {
      ja: '{allowed}のラベルがある製品をさがしてください。',
      en: 'Look for a product with a label by {allowed}.',
    },
  },
  EXPIRES_BEFORE_DELIVERY: {
    words: {
      ja: '納入予定日（{delivery}）より前に、期限（{lastDay}）が切れます',
      en: 'The label expires before delivery on {delivery}; its last day is {lastDay}',
    },
    next: {
      ja: '納入までに更新されるかを、メーカーに尋ねてください。',
      en: 'Ask the maker whether it will be renewed by then.',
    },
  },
  VALIDITY_TOO_SHORT: {
    words: {
      ja: '期限（{lastDay}）が、方針の求める日（{neededUntil}）に届きません',
      en: 'The last day is {lastDay}; the policy asks for validity until {neededUntil}',
    },
    next: { ja: '更新の予定をメーカーに尋ねてください。', en: 'Ask the maker whether it will be renewed.' },
  },
  SUPPORT_ENDS_EARLY: {
    words: {
      ja: 'セキュリティ更新は{supportUntil}です（必要：{neededUntil}まで）',
      en: 'Security updates: {supportUntil}; needed until {neededUntil}',
    },
    next: {
      ja: '延長できるかをメーカーに尋ねるか、更新の期間が長い製品をさがしてください。',
      en: 'Ask the maker for an extension, or look for a product with longer support.',
    },
  },
  AMBIGUOUS: {
    words: { ja: '候補が{count}件あります（{why}）', en: 'There are {count} candidates ({why})' },
    next: {
      ja: '候補からひとつを選んで、判定しなおしてください。どれも違えば、登録はありません。',
      en: 'Choose one and check again. If none is right, the product is not registered.',
    },
  },
  NO_CRITERIA_YET: {
    words: {
      ja: 'この製品類型には、{needed}の基準がまだありません',
      en: 'For products of this category there are no criteria for {needed} yet',
    },
    next: {
      ja: 'いま取得できる最も高いのは{highest}です。どう扱うかを、方針の担当者に相談してください。',
      en: 'The highest that can be had is {highest}. Ask whoever keeps the policy how to proceed.',
    },
  },
  RECOGNITION_UNPROVEN: {
    words: {
      ja: '{held}のラベル（{number}）があるとされていますが、ここでは確かめられません：{why}',
      en: 'A label of {held} ({number}) is stated, but cannot be verified here: {why}',
    },
    next: {
      ja: '発行した機関の公開ページで、番号、型番、有効期間を確かめてください。',
      en: 'Look up number, model and validity on the public page of its issuer.',
    },
  },
  RECOGNITION_UNCLEAR: {
    words: {
      ja: '{held}のラベルが{needed}の代わりになるかは決まりません：{why}',
      en: 'Whether a label of {held} stands for {needed} is not settled: {why}',
    },
    next: {
      ja: '承認の規則の条件を、メーカーと制度の運営者に確かめてください。',
      en: 'Check the conditions of the rule with the maker and the operators of the schemes.',
    },
  },
  VERSION_OUT_OF_SCOPE: {
    words: {
      ja: '納入される版は「{firmware}」、ラベルの対象は「{minimum}」以降です',
      en: 'Version {firmware} is delivered; the label covers {minimum} and later',
    },
    next: {
      ja: '対象の版で納入されるか、納入後に更新されるかを確かめてください。',
      en: 'See that a version in scope is delivered, or that it is updated after delivery.',
    },
  },
  CHANGED_SINCE: {
    words: {
      ja: '判定日の後（{changedOn}）に、ラベルの内容が変わっています',
      en: 'The entry was changed after that day, on {changedOn}',
    },
    next: {
      ja: '判定日の登録簿のファイルで確認してください。',
      en: 'Check against the register file of that day.',
    },
  },
  OTHER_LABEL_STOPPED: {
    words: {
      ja: '同じ製品の別のラベル（{label}）は{standing}です',
      en: 'Another label of the same product, {label}, is {standing}',
    },
    next: { ja: 'そのラベルのページで理由を確かめてください。', en: 'See the reason on the page of that label.' },
  },
  ADVISORY_OPEN: {
    words: { ja: '対応が終わっていないお知らせがあります', en: 'There is an open security notice' },
    next: { ja: 'ラベルのページで内容を確かめてください。', en: 'See it on the page of the label.' },
  },
  NOT_DEMANDED_YET: {
    words: {
      ja: '{day}の時点では、ラベルは求められていません（{from}から）',
      en: 'On {day} no label is demanded; one is from {from} on',
    },
    next: { ja: '予定が変わったら、もう一度確認してください。', en: 'Check again if dates change.' },
  },
  NOT_DEMANDED: {
    words: {
      ja: 'この方針は、この製品類型にラベルを求めていません',
      en: 'The policy demands no label of this category',
    },
    next: asked,
  },
  OK_RECOGNISED: {
    words: {
      ja: '承認された{held}のラベルで、方針を満たします（{rule}）',
      en: 'Meets the policy by a recognised label of {held} ({rule})',
    },
    next: {
      ja: '記録を保存し、承認の条件（{adds}）を確かめてください。',
      en: 'Save the record, and see to what comes with recognition ({adds}).',
    },
  },
  OK: {
    words: { ja: '方針を満たします', en: 'Meets the policy' },
    next: { ja: '記録を保存してください。', en: 'Save the record.' },
  },
}

/** The words and the next step of a finding, with its facts filled in. */
export function tell({ code, facts }: Pick<Finding, 'code' | 'facts'>): ReasonText {
  const { words, next } = reasonTexts[code]
  return { words: fillText(words, facts), next: fillText(next, facts) }
}

function fillText(text: Text, facts: Facts): Text {
  const told = { ja: text.ja, en: text.en }
  for (const language of languages)
    told[language] = text[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
      if (fact === undefined) return whole
      return typeof fact === 'object' ? fact[language] : String(fact)
    })
  return told
}

const place = new Map(reasonCodes.map((code, i) => [code, i]))
const heavier: Record<Finding['weight'], number> = { fails: 0, asks: 1, warns: 2, meets: 3 }

/** The finding that is said first stands first. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => heavier[a.weight] - heavier[b.weight] || place.get(a.code)! - place.get(b.code)!)

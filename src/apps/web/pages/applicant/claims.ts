import type { Text } from '../../../../core/kernel/text.ts'

// What may not be said about a labelled product. The label says that published criteria are met, at one level, by declaration
// or evaluation; whatever promises more misleads buyers.

export interface ClaimRule {
  readonly id: string
  readonly pattern: RegExp
  readonly why: Text
  readonly instead: Text
}

const t = (ja: string, en: string): Text => ({ ja, en })

/** The rules, by example; a text that matches none can still be wrong. */
export const claimRules: readonly ClaimRule[] = [
  {
    id: 'complete-security',
    pattern:
      /(完全|絶対|100[%％]|１００[%％]|万全)(に|な|の)?(安全|セキュリティ|セキュア|保護)|(安全|セキュリティ)[をがは]?(完全に)?保証|completely (safe|secure)|(100|one hundred) ?(%|percent) (safe|secure)|absolutely (safe|secure)|guarantee[sd]? (the )?(security|safety)/giu,
    why: t('完全な安全を約束する言い方です。', 'This promises complete security.'),
    instead: t('「公開された基準への適合を宣言しています」', '“Declared to meet the published criteria”'),
  },
  {
    id: 'no-vulnerability',
    pattern:
      /(脆弱性|弱点|欠陥|セキュリティホール)(は|が|も)?(一切|まったく|全く)?(ない|無い|ありません|存在しません|ゼロ)|ハッキング(されない|されません|不可能)|(no|zero|free of|without( any)?) (known )?(vulnerabilit(y|ies)|weakness(es)?)|unhackable|hack[- ]?proof/giu,
    why: t('脆弱性（弱点）がないと思わせる言い方です。', 'This suggests that there are no vulnerabilities.'),
    instead: t(
      '「脆弱性の知らせを受け付け、セキュリティ更新を提供しています」',
      '“We take in vulnerability reports and provide security updates”',
    ),
  },
  {
    id: 'government-approval',
    pattern:
      /(政府|国|経済産業省|経産省|総務省|ipa|官公庁)(が|の|から|に|に?よる)?(公認|推奨|お墨付き|認定|承認|認可|保証)|(government|ministry|meti|ipa)[- ](approved|endorsed|certified|recommended|guaranteed)|(approved|endorsed|certified|recommended) by (the )?((japanese )?government|meti|ipa|ministry)/giu,
    why: t(
      '国や機関が製品を推奨・公認したと思わせる言い方です。',
      'This suggests that an authority endorses the product.',
    ),
    instead: t(
      '「IoT製品のラベリング制度のレベル1に適合」',
      '“Meets level 1 of the labelling scheme for IoT products”',
    ),
  },
  {
    id: 'every-environment',
    pattern:
      /(どんな|あらゆる|すべての|いかなる)(環境|場面|使い方|攻撃|脅威)(でも|からも|から|に対して|にも)?|(in )?(every|any|all) (environment|situation|attack|threat)s?/giu,
    why: t('どのような環境や攻撃にも通用すると思わせる言い方です。', 'This suggests safety in every situation.'),
    instead: t('対象の基準とレベルを、そのまま書いてください。', 'Name the criteria and the level as they are.'),
  },
  {
    id: 'best-of-all',
    pattern:
      /(業界|国内|世界|日本)?(最高|随一|no\.?1|ナンバーワン)(水準|レベル|クラス)?の?(安全|セキュリティ)|(安全性|セキュリティ)(が|は)?(最も|一番|最高)|(safest|most secure|best security)/giu,
    why: t('ラベルでは、ほかの製品との優劣は分かりません。', 'The label does not rank products.'),
    instead: t('ラベルの有無とレベルだけを書いてください。', 'Say only that there is a label, and its level.'),
  },
  {
    id: 'third-party-certified',
    pattern:
      /(第三者|外部機関)(に?よる|の)?(認証|認定|保証|お墨付き)|(third[- ]party|independently) (certified|verified|guaranteed)/giu,
    why: t(
      '自己宣言のラベルを、第三者の認証のように見せる言い方です。',
      'A self-declared label is not a third-party certificate.',
    ),
    instead: t('「自己宣言」と書いてください。', 'Say “self-declared”.'),
  },
]

/** One passage of a text that says too much. */
export interface ClaimFinding {
  readonly rule: ClaimRule
  readonly found: string
  readonly at: number
}

/** Reads marketing copy and points at what may not be said; of a third-party evaluated product, some of it may. */
export function lintClaims(text: string, assessor: 'self' | 'third-party'): readonly ClaimFinding[] {
  const plain = text.normalize('NFKC')
  return claimRules
    .filter((rule) => rule.id !== 'third-party-certified' || assessor === 'self')
    .flatMap((rule) =>
      [...plain.matchAll(rule.pattern)].map((match) => ({ rule, found: match[0].trim(), at: match.index })),
    )
    .filter(({ found }) => found !== '')
    .sort((a, b) => a.at - b.at)
}

import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { CompiledScheme, ProofId } from '../../../core/scheme/compile.ts'

const proofText: Record<ProofId, Text> = {
  'in-long-list': {
    ja: '要求はロングリストにつながっている',
    en: 'every demand leads to the long list',
  },
  'has-procedure': { ja: '要求には評価の方法がある', en: 'every demand has a procedure or a test case' },
  'level-cumulative': {
    ja: '上のレベルは下のレベルをすべて含む',
    en: 'every level contains the one below',
  },
  'condition-reachable': {
    ja: '対象範囲と区分の規則は、どれかの製品で働く',
    en: 'every rule of scope and class decides some product',
  },
}

const words = {
  level: {
    ja: '{symbol}{name}：要求 {demands}、確かめる方法 {ways}',
    en: '{symbol}{name}: {demands} demands, {ways} ways to show them',
  },
  unknown: { ja: '{symbol}{name}：要求は公表されていない', en: '{symbol}{name}: what it demands is not published' },
  holds: { ja: '✓ {what}（{of}件）', en: '✓ {what} ({of})' },
  open: { ja: '△ {what}（{of}件のうち{n}件は未確認：{some}）', en: '△ {what} (not shown for {n} of {of}: {some})' },
} as const

/** What `catalogue compile` prints of a scheme that compiles. */
export function describeCompiled(compiled: CompiledScheme, language: Language, whole: boolean): string {
  const levels = compiled.levels.flatMap(({ symbol, name, demands, contentUnknown }) => {
    const head = {
      symbol: symbol === '' ? '' : `${symbol} `,
      name: name[language],
      demands: demands.length,
      ways: demands.reduce((n, { shownBy }) => n + shownBy.length, 0),
    }
    const line = fill(contentUnknown || demands.length === 0 ? words.unknown : words.level, head)[language]
    if (!whole) return [`  ${line}`]
    return [
      `  ${line}`,
      ...demands.flatMap(({ node, title, requirements, shownBy }) => [
        `    ${node} ${title[language]}${requirements.length > 0 ? ` [${requirements.join(' ')}]` : ''}`,
        ...shownBy.map(({ id, method, units }) => `      ${id} (${method}, ${units})`),
      ]),
    ]
  })
  const proofs = compiled.proofs
    .filter(({ of }) => of > 0)
    .map(({ id, of, open }) => {
      const some = `${open.slice(0, 3).join(', ')}${open.length > 3 ? ' …' : ''}`
      const line = open.length === 0 ? words.holds : words.open
      return `  ${fill(line, { what: proofText[id][language], of, n: open.length, some })[language]}`
    })
  return [`${compiled.scheme} (${compiled.documentNumber}) ${compiled.basis}`, ...levels, ...proofs].join('\n')
}

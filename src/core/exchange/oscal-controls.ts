import type { Standard } from '../scheme/standard.ts'
import { type Lost, lost, shown } from './lost.ts'
import type { OscalCatalog, OscalControl, OscalGroup } from './oscal.ts'
import { idOf, tokenOf } from './oscal-token.ts'
import { titleOf, valueIn } from './oscal-words.ts'
import { defined } from './present.ts'

/** A control with the theme it stands under and where it was found. */
export interface Placed {
  readonly id: string
  readonly theme: string
  readonly control: OscalControl
  readonly where: string
}

const ungrouped = { id: 'general', title: { ja: '分類なし', en: 'Ungrouped' } }

/** All controls of a catalog in their order, those inside others too; what was withdrawn is reported and left out. */
export function controlsOf(catalog: OscalCatalog['catalog']): {
  readonly rows: readonly Placed[]
  readonly lost: readonly Lost[]
} {
  const rows: Placed[] = []
  const report: Lost[] = []
  const take = (control: OscalControl, theme: string, where: string, inside: boolean) => {
    const own = valueIn(control.props, 'theme')
    const withdrawn = control.props?.some(
      (p) => p.ns === undefined && p.name === 'status' && /^withdrawn$/i.test(p.value),
    )
    if (withdrawn) report.push(lost(where, shown(control.id), gone))
    else rows.push({ id: idOf(control.id), theme: own ?? theme, control, where })
    if (inside) report.push(lost(where, shown(control.id), unnested))
    for (const [i, child] of (control.controls ?? []).entries())
      take(child, own ?? theme, `${where}.controls[${i}]`, true)
  }
  for (const { group, theme, where, inside } of groupsOf(catalog)) {
    if (inside) report.push(lost(where, shown(group.title), flatThemes))
    for (const part of group.parts ?? [])
      report.push(lost(`${where}.parts[${part.name}]`, shown(part.prose ?? part.name), noGroupText))
    for (const [i, control] of (group.controls ?? []).entries()) take(control, theme, `${where}.controls[${i}]`, false)
  }
  for (const [i, control] of (catalog.controls ?? []).entries())
    take(control, ungrouped.id, `catalog.controls[${i}]`, false)
  return { rows, lost: report }
}

/** The groups as themes; a theme for the rest where controls stand outside of groups. */
export function themesOf(catalog: OscalCatalog['catalog'], rows: readonly Placed[]): Standard['themes'] {
  const themes = groupsOf(catalog).map(({ group, theme }) => {
    const count = valueIn(group.props, 'count')
    return defined({ id: theme, title: titleOf(group), count: count === undefined ? undefined : Number(count) })
  })
  const outside = rows.some((row) => row.theme === ungrouped.id && valueIn(row.control.props, 'theme') === undefined)
  return outside && !themes.some((theme) => theme.id === ungrouped.id) ? [...themes, ungrouped] : themes
}

interface PlacedGroup {
  readonly group: OscalGroup
  readonly theme: string
  readonly where: string
  readonly inside: boolean
}

function groupsOf(catalog: OscalCatalog['catalog']): readonly PlacedGroup[] {
  const all: PlacedGroup[] = []
  const walk = (groups: readonly OscalGroup[], where: string, inside: boolean) => {
    for (const [i, group] of groups.entries()) {
      const theme = group.id === undefined ? tokenOf(`group-${all.length + 1}`) : idOf(group.id)
      all.push({ group, theme, where: `${where}[${i}]`, inside })
      walk(group.groups ?? [], `${where}[${i}].groups`, true)
    }
  }
  walk(catalog.groups ?? [], 'catalog.groups', false)
  return all
}

const gone = { ja: '元のカタログで取り下げられた項目です。', en: 'It was withdrawn in the source.' }
const unnested = {
  ja: '項目の親子関係はなくなり、並びになります。',
  en: 'Controls inside controls become rows beside them.',
}
const flatThemes = {
  ja: '分類の親子関係はなくなり、並びになります。',
  en: 'Groups inside groups become themes beside them.',
}
const noGroupText = { ja: '分類には、名前だけがあります。', en: 'A theme has a name only.' }

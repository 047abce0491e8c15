import { ok, type Result } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import type { Provenance } from '../scheme/provenance.ts'
import { caseKinds, type Provision, type Standard, standardKinds, type TestCase } from '../scheme/standard.ts'
import type { ExchangeFault } from './faults.ts'
import {
  assumed,
  foreignId,
  type ImportDetails,
  officialUrlOf,
  oneLanguage,
  unknownPublisher,
} from './import-details.ts'
import { checkedStandard } from './library-documents.ts'
import { type Carried, type Lost, lost, merged, shown } from './lost.ts'
import { type OscalCatalog, type OscalControl, type OscalMetadata, type OscalPart, oscalCatalog } from './oscal.ts'
import { controlsOf, type Placed, themesOf } from './oscal-controls.ts'
import { formattingLost, plainOf } from './oscal-markup.ts'
import { dayOf, provenanceOf, textOf, titleOf, valueIn, valuesIn, wordsOf } from './oscal-words.ts'
import { defined } from './present.ts'
import { readShape } from './read-shape.ts'

/** An OSCAL catalog as a standard. One of ours comes back as it was; of another, the report tells what stayed behind. */
export function standardFromOscal(
  name: string,
  data: unknown,
  details: ImportDetails,
): Result<Carried<Standard>, ExchangeFault> {
  const read = readShape(oscalCatalog, name, data)
  if (!read.ok) return read
  const { catalog } = read.value.value
  const { metadata } = catalog
  const own = valueIn(metadata.props, 'document')
  const title = titleOf(metadata)
  const url = officialUrlOf(name, details, metadata.links)
  if (!url.ok) return url
  const placed = controlsOf(catalog)
  const report: Lost[] = [...read.value.lost, ...placed.lost]
  const provenance = provenanceOf(metadata.props) ?? details.provenance
  const numbering = valuesIn(metadata.props, 'numbering')
  const kind = standardKinds.find((known) => known === valueIn(metadata.props, 'kind'))
  if (own === undefined) report.push(...assumptions(metadata, details), ...placed.rows.flatMap(foreignControl))

  const standard: Standard = defined({
    id: details.id ?? own ?? foreignId(title.en),
    edition: defined({
      documentNumber: metadata.version,
      issued: metadata.published === undefined ? undefined : dayOf(metadata.published),
      replaces: valueIn(metadata.props, 'replaces'),
    }),
    kind: kind ?? 'standard',
    name: title,
    shortName: textOf(metadata.props, 'short-name') ?? title,
    publisher: publisherOf(metadata),
    jurisdiction: valueIn(metadata.props, 'jurisdiction') ?? 'INT',
    officialUrl: url.value,
    textIsProtected: own === undefined ? !details.openText : valueIn(metadata.props, 'text-is-protected') !== 'false',
    counts: countsOf(metadata),
    numbering: numbering.length === 0 ? undefined : numbering,
    themes: themesOf(catalog, placed.rows),
    conditions: conditionsOf(catalog, provenance),
    tables: tablesOf(catalog),
    provisions: placed.rows.map((row) =>
      provisionOf(row, own === undefined ? details.provenance : provenance, own !== undefined),
    ),
    provenance,
  })
  const checked = checkedStandard(name, standard)
  return checked.ok ? ok({ document: checked.value, lost: merged(report) }) : checked
}

function assumptions(metadata: OscalMetadata, { openText }: ImportDetails): readonly Lost[] {
  return [
    assumed('catalog.metadata', 'kind', 'standard'),
    assumed('catalog.metadata', 'jurisdiction', 'INT'),
    ...(openText === undefined ? [assumed('catalog.metadata', 'textIsProtected', 'true')] : []),
    assumed('catalog.groups[*].controls[*]', 'status', 'mandatory'),
    oneLanguage('catalog'),
    ...(metadata.published === undefined ? [assumed('catalog.metadata.published', 'issued', '-')] : []),
  ]
}

function publisherOf({ parties, 'responsible-parties': responsible }: OscalMetadata): Text {
  const publisher =
    responsible?.find((one) => one['role-id'] === 'publisher') ??
    responsible?.find((one) => one['role-id'] === 'creator')
  const party = parties?.find(({ uuid }) => publisher?.['party-uuids'].includes(uuid)) ?? parties?.[0]
  if (!party) return unknownPublisher
  return (
    textOf(party.props, 'name') ?? (party.name === undefined ? unknownPublisher : { ja: party.name, en: party.name })
  )
}

function countsOf({ props }: OscalMetadata): Standard['counts'] {
  const count = (of: string): number | undefined => {
    const written = valueIn(props, 'count', of)
    return written === undefined ? undefined : Number(written)
  }
  const mandatory = count('mandatory')
  const recommended = count('recommended')
  if (mandatory === undefined || recommended === undefined) return undefined
  return defined({ mandatory, recommended, cases: count('cases'), units: count('units'), tables: count('tables') })
}

const resourcesOf = ({ 'back-matter': back }: OscalCatalog['catalog']) => back?.resources ?? []

const conditionsOf = (catalog: OscalCatalog['catalog'], otherwise: Provenance): Standard['conditions'] =>
  resourcesOf(catalog).flatMap(({ props }) => {
    const id = valueIn(props, 'condition')
    const text = textOf(props, 'text')
    return id === undefined || text === undefined ? [] : [{ id, text, provenance: provenanceOf(props) ?? otherwise }]
  })

function tablesOf(catalog: OscalCatalog['catalog']): Standard['tables'] {
  const tables = resourcesOf(catalog).flatMap(({ props }) => {
    const id = valueIn(props, 'table')
    const subject = textOf(props, 'subject')
    return id === undefined || subject === undefined ? [] : [{ id, subject }]
  })
  return tables.length === 0 ? undefined : tables
}

function provisionOf({ id, theme, control }: Placed, otherwise: Provenance, own: boolean): Provision {
  const cases = (control.parts ?? []).flatMap(caseOf)
  return defined({
    id,
    status: valueIn(control.props, 'requirement-status') === 'recommended' ? 'recommended' : 'mandatory',
    conditions: valuesIn(control.props, 'condition'),
    subject: own ? ownSubject(control) : foreignSubject(control),
    theme,
    cases: cases.length === 0 ? undefined : cases,
    provenance: provenanceOf(control.props) ?? otherwise,
  })
}

function caseOf(part: OscalPart): readonly TestCase[] {
  const id = valueIn(part.props, 'case')
  const kind = caseKinds.find((known) => known === valueIn(part.props, 'kind'))
  if (id === undefined || kind === undefined) return []
  return [
    {
      id,
      kind,
      units: Number(valueIn(part.props, 'units')),
      looksAt: valuesIn(part.props, 'looks-at'),
      subject: wordsOf(part),
    },
  ]
}

const statementOf = (control: OscalControl) => control.parts?.find((part) => part.name === 'statement')

const ownSubject = (control: OscalControl): Text => {
  const statement = statementOf(control)
  return statement ? wordsOf(statement) : titleOf(control)
}

/** Title and statement of a control from elsewhere, its items one a line. */
function foreignSubject(control: OscalControl): Text {
  const statement = statementOf(control)
  const title = plainOf(control.title)
  const prose = statement ? linesOf(statement).join('\n') : ''
  const said = prose === '' ? title : prose === title || prose.startsWith(title) ? prose : `${title}: ${prose}`
  return { ja: said, en: said }
}

function linesOf(part: OscalPart): readonly string[] {
  const label = part.props?.find((prop) => prop.name === 'label')?.value
  const prose = plainOf(part.prose ?? part.title ?? '')
  const line = label === undefined || prose === '' ? prose : `${label} ${prose}`
  return [...(line === '' ? [] : [line]), ...(part.parts ?? []).flatMap(linesOf)]
}

const known = new Set(['label', 'sort-id'])

/** What of a control from elsewhere a provision has no place for. */
function foreignControl({ control, where }: Placed): readonly Lost[] {
  const statement = statementOf(control)
  const others = (control.parts ?? []).filter((part) => part !== statement)
  return [
    ...others.map((part) =>
      lost(`${where}.parts[${part.name}]`, shown(part.prose ?? part.title ?? part.name), onlySubject),
    ),
    ...(statement?.parts ? [lost(`${where}.parts[statement].parts`, shown(statement.parts.length), flattened)] : []),
    ...(control.props ?? [])
      .filter((prop) => !known.has(prop.name))
      .map((prop) => lost(`${where}.props[${prop.name}]`, shown(prop.value), foreignProp)),
    ...(control.links ?? []).map((link) => lost(`${where}.links[${link.rel ?? '-'}]`, shown(link.href), noLinks)),
    ...(control.class === undefined ? [] : [lost(`${where}.class`, shown(control.class), foreignProp)]),
    ...(statement?.prose ? formattingLost(statement.prose, `${where}.parts[statement].prose`) : []),
  ]
}

const onlySubject: Text = {
  ja: '規定は、求める内容だけを持ちます。説明や評価の手順は取り込みません。',
  en: 'A provision holds what is demanded; guidance and assessment stay in the source.',
}
const flattened: Text = {
  ja: '文の中の小項目は、1行ずつの文になります。',
  en: 'Items inside a statement become lines of one text.',
}
const foreignProp: Text = {
  ja: 'この属性の意味は、こちらでは決められていません。',
  en: 'This property has no meaning here.',
}
const noLinks: Text = {
  ja: 'ほかの文書との関係は、根拠のある対応表に分けて持ちます。',
  en: 'Relations to other documents live in crosswalks, with reasons.',
}

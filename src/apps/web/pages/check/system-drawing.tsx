import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { Language } from '../../../../core/kernel/text.ts'
import { answerText } from '../../../../core/procurement/answer.ts'
import type { ReportRow } from '../../../../core/procurement/report.ts'
import type { RoleAnswer } from '../../../../core/procurement/system.ts'
import { shapes } from '../../parts/mark.tsx'
import { en, ja } from './result.texts.ts'

/** So many devices are drawn; the table has all of them. */
export const drawnMost = 40

/** One line of the drawing: a device in its role, and the label it has. */
interface Drawn {
  readonly role: RoleAnswer
  readonly first: boolean // of its role
  readonly row: ReportRow | undefined // undefined: nobody plays the role
}

const height = 56
const [roleX, deviceX, deviceEnd, labelX, width] = [0, 190, 400, 660, 940]

/** Which device of a system has which label, as a picture; the table beside it says the same in words. */
export function SystemDrawing({
  lang,
  id,
  name,
  summary,
  roles,
  rows,
}: {
  lang: Language
  id: string
  name: string
  summary: string
  roles: readonly RoleAnswer[]
  rows: ReadonlyMap<number, ReportRow>
}) {
  const t = { ja, en }[lang].systems
  const lines = roles
    .flatMap((role): readonly Drawn[] =>
      role.rows.length === 0
        ? [{ role, first: true, row: undefined }]
        : role.rows.map((row, i) => ({ role, first: i === 0, row: rows.get(row) })),
    )
    .slice(0, drawnMost)
  return (
    <svg
      class="system"
      viewBox={`0 0 ${width} ${lines.length * height + 34}`}
      role="img"
      aria-labelledby={`${id}-name ${id}-summary`}
    >
      <title id={`${id}-name`}>{t.drawing(name)}</title>
      <desc id={`${id}-summary`}>{summary}</desc>
      <g class="heads">
        <text x={roleX} y="16">
          {t.role}
        </text>
        <text x={deviceX} y="16">
          {t.device}
        </text>
        <text x={labelX} y="16">
          {t.label}
        </text>
      </g>
      {lines.map((line, i) => (
        <g transform={`translate(0 ${i * height + 30})`}>
          <Line line={line} lang={lang} />
        </g>
      ))}
    </svg>
  )
}

const tones = { meets: 'ok', 'does-not-meet': 'stop', 'needs-checking': 'wait' } as const
const signs = { meets: shapes.disc, 'does-not-meet': shapes.cross, 'needs-checking': shapes.diamond } as const

const Line = ({ line: { role, first, row }, lang }: { line: Drawn; lang: Language }) => {
  const t = { ja, en }[lang].systems
  const middle = (height - 12) / 2
  const answer = row?.answer ?? 'needs-checking'
  const label = row?.label
  const chip = lang === 'ja' ? 74 : 140
  return (
    <>
      {first && (
        <>
          <path class="hair" d={`M0 -4H${width}`} />
          <text x={roleX} y={middle - 2} class="name">
            {shortened(role.name[lang], 22)}
          </text>
          <text x={roleX} y={middle + 17} class="small">
            {shortened(role.needed[lang], 24)}
          </text>
        </>
      )}
      <rect class="box" x={deviceX} y="2" width={deviceEnd - deviceX} height={height - 14} rx="4" />
      <text x={deviceX + 12} y={row?.asked.maker === undefined ? middle + 5 : middle - 2} class="name">
        {row === undefined ? t.missing : shortened(row.asked.model ?? row.asked.label ?? '–', 24)}
      </text>
      {row?.asked.maker !== undefined && (
        <text x={deviceX + 12} y={middle + 16} class="small">
          {shortened(row.asked.maker, 28)}
        </text>
      )}
      <g class={tones[answer]}>
        <path class={`link ${answer}`} d={`M${deviceEnd} ${middle}H${labelX}`} />
        <g transform={`translate(${(deviceEnd + labelX) / 2 - chip / 2} ${middle - 11})`}>
          <rect class="back" x="-4" y="-2" width={chip + 8} height="26" />
          <path d={signs[answer]} transform="translate(4 6)" />
          <text x="20" y="16" class="word">
            {lang === 'ja' ? answerText[answer].ja : shortened(answerText[answer].en, 16)}
          </text>
        </g>
      </g>
      <rect
        class={label === undefined ? 'box none' : 'box'}
        x={labelX}
        y="2"
        width={width - labelX - 2}
        height={height - 14}
        rx="4"
      />
      <text x={labelX + 12} y={label === undefined ? middle + 5 : middle - 2} class="name">
        {label === undefined ? t.none : label.elsewhere ? shortened(label.number, 24) : writeLabelId(label.number)}
      </text>
      {label !== undefined && (
        <text x={labelX + 12} y={middle + 16} class="small">
          {shortened(label.levelName[lang], 34)}
        </text>
      )}
    </>
  )
}

const wide = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u

/** So much of a text as fits, counted in half widths. */
export function shortened(text: string, most: number): string {
  let taken = 0
  let short = ''
  for (const character of text) {
    taken += wide.test(character) ? 2 : 1
    if (taken > most) return `${short.trimEnd()}…`
    short += character
  }
  return short
}

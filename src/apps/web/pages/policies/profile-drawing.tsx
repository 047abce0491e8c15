import type { Language } from '../../../../core/kernel/text.ts'
import type { Ladder } from '../../../../core/procurement/ladder.ts'
import type { PinnedProfile } from '../../../../core/procurement/profile.ts'
import { shortened } from '../check/system-drawing.tsx'
import { en, ja } from './profiles.texts.ts'

const height = 62
const [hubEnd, trunk, roleX, roleEnd, levelX, width] = [150, 176, 208, 500, 590, 860]

/** The parts of a system and the label each needs, as a picture; the table beside it says the same in words. */
export function ProfileDrawing({
  lang,
  id,
  profile,
  ladder,
  summary,
}: {
  lang: Language
  id: string
  profile: Pick<PinnedProfile, 'title' | 'roles'>
  ladder: Ladder
  summary: string
}) {
  const t = { ja, en }[lang]
  const { roles } = profile
  const middle = (i: number) => i * height + (height - 12) / 2
  const [top, bottom] = [middle(0), middle(roles.length - 1)]
  const centre = (top + bottom) / 2
  const lines = inTwo(profile.title[lang])
  return (
    <svg
      class="system profile-system"
      viewBox={`0 0 ${width} ${roles.length * height}`}
      role="img"
      aria-labelledby={`${id}-name ${id}-summary`}
    >
      <title id={`${id}-name`}>{t.drawing(profile.title[lang])}</title>
      <desc id={`${id}-summary`}>{summary}</desc>
      <path class="hair" d={`M${hubEnd} ${centre}H${trunk}M${trunk} ${top}V${bottom}`} />
      <rect class="box" x="1" y={centre - 26} width={hubEnd - 1} height="52" rx="4" />
      {lines.map((line, i) => (
        <text x={hubEnd / 2} y={centre + 5 + (i - (lines.length - 1) / 2) * 19} text-anchor="middle" class="name">
          {line}
        </text>
      ))}
      {roles.map((role, i) => (
        <>
          <path class="hair" d={`M${trunk} ${middle(i)}H${roleX}`} />
          <rect class="box" x={roleX} y={i * height + 2} width={roleEnd - roleX} height={height - 16} rx="4" />
          <text x={roleX + 12} y={middle(i) - 2} class="name">
            {shortened(role.name[lang], 34)}
          </text>
          <text x={roleX + 12} y={middle(i) + 16} class="small">
            {t.presence[role.presence]}
          </text>
          <path class="hair" d={`M${roleEnd} ${middle(i)}H${levelX}`} />
          <rect class="box need" x={levelX} y={i * height + 2} width={width - levelX - 1} height={height - 16} rx="4" />
          <text x={levelX + 12} y={middle(i) + 5} class="name">
            {shortened(t.orMore(ladder.namesOf(role)[lang]), 32)}
          </text>
        </>
      ))}
    </svg>
  )
}

const perLine = 16 // half widths

/** A name in at most two lines: broken between words where it has some, else where the line is full. */
function inTwo(name: string): readonly string[] {
  if (shortened(name, perLine) === name) return [name]
  const words = name.split(' ')
  let first = ''
  while (words.length > 0 && shortened(`${first} ${words[0]}`.trim(), perLine) === `${first} ${words[0]}`.trim())
    first = `${first} ${words.shift()}`.trim()
  if (first === '') first = shortened(name, perLine).replace(/…$/, '')
  return [first, shortened(name.slice(first.length).trim(), perLine)]
}

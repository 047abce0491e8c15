import type { RegisterHit } from '../../../../casework/ports.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { hintsAt } from '../../../../core/surveillance/hints.ts'
import { standingAt } from '../../../../core/surveillance/standing-at.ts'
import type { PageContext } from '../../page.tsx'
import { Capsules } from '../../parts/capsules.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Mark, StandingMark } from '../../parts/mark.tsx'
import { Foreign, foreign, Nw, Unseen } from '../../parts/text.tsx'
import { en, ja } from './hit.texts.ts'

const modelsShown = 4

/** One label in a list of results: what it covers on the left, its state and dates on the right. */
export const Hit = ({
  p,
  hit: { entry, standing, matchedModels },
  at,
  asOf,
  pick,
}: {
  p: PageContext<unknown>
  hit: RegisterHit
  at: string
  asOf?: string // the date asked for, carried on to the label's page
  pick?: boolean // can be chosen to be compared
}) => {
  const t = { ja, en }[p.lang]
  const { product, maker } = entry
  const models = matchedModels.length > 0 ? matchedModels : product.models
  const href = `/l/${entry.label}?lang=${p.lang}${asOf ? `&as_of=${encodeURIComponent(asOf)}` : ''}`
  const now = standingAt(entry.validity, entry.events, at)
  const { supportUntil } = product.updates
  const level = p.house.ports.schemes.find(entry.scheme)?.levels.find((l) => l.code === entry.level)
  const of = level?.of ?? 4
  const soon = hintsAt({ validity: entry.validity, supportUntil }, now, at).some((h) => h.code === 'expires-soon')
  return (
    <li class="hit">
      <div>
        <h3>
          <a href={href}>
            <Foreign text={product.name} lang={p.lang} />
          </a>
        </h3>
        <p>
          <Foreign text={maker.name} lang={p.lang} />
        </p>
        <p class="sm">
          <strong>
            {models.slice(0, modelsShown).map((model, i) => (
              <>
                {i > 0 && t.joint}
                <Nw>{model}</Nw>
              </>
            ))}
            {models.length > modelsShown && t.andMore}
          </strong>
          <br />
          <span class="mut">
            {t.models(product.models.length)}　<span class="mono">{writeLabelId(entry.label)}</span>
          </span>
        </p>
      </div>
      <div class="sm">
        <p class="first">
          <StandingMark code={standing} lang={p.lang} />
        </p>
        {standing === 'valid' ? (
          <p>
            <Capsules rank={level?.rank ?? Number(entry.level)} of={of} /> <strong>{t.level(entry.level, of)}</strong>
          </p>
        ) : (
          <p>{now && t.since(writeDate(dateInJapan(now.since), p.lang))}</p>
        )}
        <p>{t.assessor[entry.assessor]}</p>
        <p>
          {supportUntil === null
            ? t.noUpdates
            : dateInJapan(at) > supportUntil
              ? t.updatesOver(writeDate(supportUntil, p.lang))
              : t.updates(writeDate(supportUntil, p.lang))}
        </p>
        {soon && (
          <p>
            <Mark shape="diamond" tone="wait">
              {t.soon}
            </Mark>
          </p>
        )}
        {pick && (
          <label class="compare-pick">
            <input type="checkbox" name="l" value={entry.label} />
            <span>
              {t.pick}
              <Unseen>{t.pickWhat(foreign(product.name, p.lang))}</Unseen>
            </span>
          </label>
        )}
      </div>
    </li>
  )
}

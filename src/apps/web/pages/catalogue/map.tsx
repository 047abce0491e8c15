import { dateInJapan } from '../../../../core/kernel/date.ts'
import { definePage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Rich } from '../../parts/text.tsx'
import { en, ja } from './map.texts.ts'
import { Reverse } from './map-bars.tsx'
import { ChooseColumns, Levels } from './map-choose.tsx'
import { mapRows } from './map-columns.ts'
import { mapData } from './map-data.ts'
import { Key, Matrix } from './map-matrix.tsx'
import { rulesFrom } from './map-rules.ts'
import { mapPath, noMap, readMap, subjectName } from './map-subject.ts'
import { RecognitionSection } from './scheme-recognition.tsx'

/** Where one level counts: recognition in law first, then the comparison of texts; two questions, two forms. */
export const mapPage = definePage({
  path: '/map/:scheme',
  texts: { ja, en },
  data: (p) => {
    const asOf = p.asOf()
    const question = asOf.ok ? readMap(p, dateInJapan(asOf.at)) : undefined
    return question && { json: mapData(p, question) }
  },
  handler: (p) => {
    const asOf = p.asOf()
    if (!asOf.ok) return asOf.response
    const q = readMap(p, dateInJapan(asOf.at))
    if (q === undefined) return noMap(p)
    const { t } = p
    const { scheme, level, day } = q
    const { catalogue } = p.house
    const name = subjectName(p, scheme, level)
    const rows = mapRows(catalogue, q, q.columns)
    const since = asOf.past ? p.query('as_of') : ''
    return p.show(
      {
        title: t.title(name),
        current: '/schemes',
        crumbs: [
          { href: p.href('/schemes'), text: t.crumb },
          { href: p.href('/map'), text: t.map },
        ],
      },
      <>
        <Title
          eyebrow={`${p.say(scheme.name)}　${scheme.edition.documentNumber}　${t.asOf(writeDate(day, p.lang))}`}
          title={t.title(name)}
          lead={<Rich text={t.lead} />}
        />
        <Levels p={p} q={q} asOf={since} />
        {q.nodes.length === 0 && (
          <Notice>
            <p>{t.unknownDemands}</p>
          </Notice>
        )}
        <Key p={p} rows={rows} />
        {q.columns.length === 0 ? (
          <p>{t.noColumns}</p>
        ) : (
          <Matrix p={p} q={q} rows={rows} rules={rulesFrom(catalogue, scheme.id, level.code, day)} />
        )}
        <div class="map-acts">
          <Acts>
            <ButtonLink look="second" href={mapPath(q, '/rows.csv', since)}>
              {t.csv}
            </ButtonLink>
            <ButtonLink look="second" href={mapPath(q, '/recognition.csv', since)}>
              {t.lawCsv}
            </ButtonLink>
            <ButtonLink look="second" href={`${mapPath(q, '', since)}&format=json`}>
              {t.json}
            </ButtonLink>
          </Acts>
          <Disclosure summary={t.choose}>
            <ChooseColumns p={p} q={q} asOf={since} />
          </Disclosure>
        </div>
        <RecognitionSection p={p} scheme={scheme} day={day} />
        <Reverse p={p} q={q} />
        <Section title={t.notSay} note={t.notSayNote}>
          {t.notSayText.map((text) => (
            <p>{text}</p>
          ))}
          {p.exists('/plan') && (
            <p>
              {t.planNote} <a href={p.href('/plan')}>{t.plan}</a>
            </p>
          )}
        </Section>
      </>,
    )
  },
})

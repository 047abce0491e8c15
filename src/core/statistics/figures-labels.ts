import type { Text } from '../kernel/text.ts'
import type { Cell, Figure } from './figure.ts'
import { monthName, monthOf, monthShort, monthsLater, monthsUntil } from './months.ts'
import type { PlainCounts, StandingChange } from './plain-counts.ts'

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0)
const written = (n: number): string => n.toLocaleString('en')
const year: Text = { ja: '年', en: 'Year' }
const month: Text = { ja: '月', en: 'Month' }
export const labelsText: Text = { ja: 'ラベル', en: 'Labels' }

/** Valid labels at the end of each of the last thirteen months, by level. */
export function labelsInForce({ at, inForce, levels }: PlainCounts): Figure {
  const now = monthOf(at)
  const months = monthsUntil(now, 13)
  const known = levels.filter(({ id }) => inForce.some((c) => c.level === id && c.labels > 0))
  // Four series at most: of more levels the fourth and those after it are one.
  const many = known.length > 4
  const shown = many
    ? [...known.slice(0, 3), { id: 'others', name: { ja: 'ほかのレベル', en: 'Other levels' } }]
    : known.length === 0
      ? levels.slice(0, 1)
      : known
  const others = known.slice(3).map(({ id }) => id)
  const of = (m: string, level?: string) =>
    sum(
      inForce
        .filter((c) => c.month === m)
        .filter((c) => (level === undefined ? true : level === 'others' ? others.includes(c.level) : c.level === level))
        .map((c) => c.labels),
    )
  const [first, last] = [of(months[0]!), of(now)]
  const times = first > 0 ? last / first : 0
  const more = last - first
  const title: Text =
    last === 0 && first === 0
      ? { ja: '有効なラベルは、まだありません', en: 'There are no valid labels yet' }
      : times >= 2
        ? {
            ja: `有効なラベルは、1年で${Math.floor(times)}倍になった`,
            en: `There are ${times < 3 ? 'twice' : `${Math.floor(times)} times`} as many valid labels as a year ago`,
          }
        : more > 0
          ? {
              ja: `有効なラベルは、1年で${written(more)}件ふえた`,
              en: `Valid labels grew by ${written(more)} in a year`,
            }
          : more < 0
            ? {
                ja: `有効なラベルは、1年で${written(-more)}件へった`,
                en: `Valid labels fell by ${written(-more)} in a year`,
              }
            : {
                ja: `有効なラベルは、1年前と同じ${written(last)}件`,
                en: `Valid labels: ${written(last)}, as a year ago`,
              }
  const by = shown.map(({ id, name }) => ({ name, n: of(now, id) })).filter(({ n }) => n > 0)
  return {
    id: 'labels-in-force',
    title,
    summary: {
      ja: `${monthName(months[0]!).ja}の${written(first)}件から、${monthName(now).ja}の${written(last)}件へ。いまの内訳は、${by.map(({ name, n }) => `${name.ja}が${written(n)}件`).join('、') || 'ありません'}。`,
      en: `From ${written(first)} in ${monthName(months[0]!).en} to ${written(last)} in ${monthName(now).en}. Now: ${by.map(({ name, n }) => `${name.en}: ${written(n)}`).join(', ') || 'none'}.`,
    },
    definition: {
      ja: '月末（日本時間）に「有効」だったラベルの数です。停止中はふくみません。今月は途中の値です。型番の数は別に数えます。',
      en: 'Labels that were valid at the end of the month (Japan time). Suspended ones are not included. The current month is not over. Models are counted separately.',
    },
    asOf: at,
    head: month,
    columns: [
      ...shown.map(({ id, name }) => ({ id: id.replace(' ', '_'), name, unit: 'count' as const })),
      { id: 'total', name: { ja: '合計', en: 'Total' }, unit: 'count' },
    ],
    rows: months.map((m) => ({
      id: m,
      name: monthName(m),
      short: monthShort(m),
      cells: [...shown.map(({ id }) => of(m, id)), of(m)],
    })),
    chart: { form: 'stacked-columns', series: shown.map(({ id }) => id.replace(' ', '_')) },
    ...(last === 0 && first === 0
      ? { empty: { ja: 'この1年に、有効なラベルはありませんでした。', en: 'There was no valid label in this year.' } }
      : {}),
  }
}

/** How many labels and how many models: one label may cover many. */
export function labelsAndModels({ at, models }: PlainCounts): Figure {
  const ratio = models.labels === 0 ? null : Math.round((models.models / models.labels) * 10) / 10
  return {
    id: 'labels-and-models',
    title:
      ratio === null
        ? { ja: '有効なラベルも、対象の型番も、まだありません', en: 'No valid labels and no models yet' }
        : { ja: `1つのラベルは、平均${ratio}の型番に使われている`, en: `One label covers ${ratio} models on average` },
    summary: {
      ja: `有効なラベル${written(models.labels)}件で、${written(models.models)}の型番が対象です。`,
      en: `${written(models.labels)} valid labels cover ${written(models.models)} models.`,
    },
    definition: {
      ja: 'いま有効なラベルと、その対象になる型番の数です。1つのラベルは、多くの型番を対象にできます。',
      en: 'Labels valid now, and the models they cover. One label may cover many models.',
    },
    asOf: at,
    head: { ja: '数えたもの', en: 'What was counted' },
    columns: [{ id: 'value', name: { ja: '数', en: 'Number' }, unit: 'count' }],
    rows: [
      { id: 'labels', name: labelsText, cells: [models.labels] },
      { id: 'models', name: { ja: '対象の型番', en: 'Models covered' }, cells: [models.models] },
      {
        id: 'median-models',
        name: { ja: '1ラベルあたりの型番（中央値）', en: 'Models per label (median)' },
        cells: [models.median],
      },
    ],
    chart: { form: 'bars', series: ['value'], rowsWithout: ['median-models'] },
    ...(ratio === null ? { empty: { ja: '有効なラベルがありません。', en: 'There is no valid label.' } } : {}),
  }
}

/** Which product categories have labels at which level. */
export function coverage({ at, inForce, levels, categories }: PlainCounts): Figure {
  const now = monthOf(at)
  // Four levels at most: those that have labels before those that have none.
  const used = (id: string) => inForce.some((c) => c.month === now && c.level === id && c.labels > 0)
  const four = levels.toSorted((a, b) => Number(used(b.id)) - Number(used(a.id))).slice(0, 4)
  const shown = levels.filter((level) => four.includes(level))
  const cell = (category: string, level: (typeof levels)[number]): Cell =>
    level.categories !== 'all' && !level.categories.includes(category)
      ? 'no-criteria'
      : sum(
          inForce
            .filter((c) => c.month === now && c.level === level.id && c.category === category)
            .map((c) => c.labels),
        )
  const rows = categories.map(({ id, name }) => ({ id, name, cells: shown.map((level) => cell(id, level)) }))
  const some = rows.filter(({ cells }) => cells.some((c) => typeof c === 'number' && c > 0)).length
  const most = rows
    .map(({ name, cells }) => ({ name, n: sum(cells.map((c) => (typeof c === 'number' ? c : 0))) }))
    .sort((a, b) => b.n - a.n)[0]
  return {
    id: 'coverage',
    title: {
      ja: `${rows.length}の製品の種類のうち、${some}にラベルがある`,
      en: `${some} of ${rows.length} product categories have labels`,
    },
    summary:
      most === undefined || most.n === 0
        ? { ja: 'ラベルのある製品の種類は、まだありません。', en: 'No category has a label yet.' }
        : {
            ja: `いちばん多いのは「${most.name.ja}」の${written(most.n)}件です。`,
            en: `Most are in “${most.name.en}”: ${written(most.n)}.`,
          },
    definition: {
      ja: 'いま有効なラベルを、製品の種類とレベルで数えています。「基準なし」は、その種類の適合基準がまだないことを表します。',
      en: 'Labels valid now, by category and level. “No criteria” means that there are no criteria for that category yet.',
    },
    asOf: at,
    head: { ja: '製品の種類', en: 'Product category' },
    columns: shown.map(({ id, name }) => ({ id: id.replace(' ', '_'), name, unit: 'count' })),
    rows,
    chart: { form: 'table', series: shown.map(({ id }) => id.replace(' ', '_')) },
  }
}

/** When labels that are in force now run out. */
export function expiryForecast({ at, expiring }: PlainCounts): Figure {
  const months = Array.from({ length: 24 }, (_, i) => monthsLater(monthOf(at), i))
  const of = (m: string) => sum(expiring.filter((e) => e.month === m).map((e) => e.labels))
  const total = sum(months.map(of))
  const peak = months.toSorted((a, b) => of(b) - of(a))[0]!
  const soon = sum(months.slice(0, 6).map(of))
  return {
    id: 'expiry-forecast',
    title:
      total === 0
        ? { ja: '24か月のあいだに期限を迎えるラベルはない', en: 'No label runs out within 24 months' }
        : {
            ja: `6か月のあいだに、${written(soon)}件のラベルが期限を迎える`,
            en: `${written(soon)} labels run out within six months`,
          },
    summary:
      total === 0
        ? {
            ja: 'いま有効または停止中のラベルに、24か月のあいだに期限を迎えるものはありません。',
            en: 'None of the labels in force now runs out in that time.',
          }
        : {
            ja: `24か月では${written(total)}件。いちばん多い月は、${monthName(peak).ja}の${written(of(peak))}件です。`,
            en: `${written(total)} within 24 months; most in ${monthName(peak).en}: ${written(of(peak))}.`,
          },
    definition: {
      ja: 'いま有効または停止中のラベルを、最後の有効日の月で数えています。更新されれば、期限は先にのびます。',
      en: 'Labels valid or suspended now, by the month of their last valid day. A renewal moves it.',
    },
    asOf: at,
    head: month,
    columns: [{ id: 'labels', name: { ja: '期限を迎えるラベル', en: 'Labels that run out' }, unit: 'count' }],
    rows: months.map((m) => ({ id: m, name: monthName(m), short: monthShort(m), cells: [of(m)] })),
    chart: { form: 'columns', series: ['labels'] },
    ...(total === 0
      ? { empty: { ja: 'この期間に期限を迎えるラベルはありません。', en: 'Nothing runs out in this time.' } }
      : {}),
  }
}

/** Until which year products get updates. */
export function supportEnd({ at, supportEnds }: PlainCounts): Figure {
  const thisYear = Number(monthOf(at).slice(0, 4))
  const years = supportEnds.map((s) => s.year)
  const [from, to] = [Math.min(thisYear, ...years), Math.min(thisYear + 20, Math.max(thisYear, ...years))]
  const all = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const of = (y: number) => sum(supportEnds.filter((s) => (y === to ? s.year >= y : s.year === y)).map((s) => s.labels))
  const total = sum(supportEnds.map((s) => s.labels))
  const long = sum(supportEnds.filter((s) => s.year >= thisYear + 3).map((s) => s.labels))
  const share = total === 0 ? 0 : Math.round((long / total) * 100)
  return {
    id: 'support-end',
    title:
      total === 0
        ? { ja: '更新の期限が分かるラベルは、まだない', en: 'No label tells until when there are updates yet' }
        : {
            ja: `ラベルの${share}％は、${thisYear + 3}年以降まで更新が続く`,
            en: `${share}% of labels promise updates into ${thisYear + 3} or later`,
          },
    summary: {
      ja: `更新の期限が示された有効なラベル${written(total)}件のうち、${written(long)}件です。`,
      en: `${written(long)} of ${written(total)} valid labels that state the end of updates.`,
    },
    definition: {
      ja: '有効なラベルを、事業者が示したセキュリティ更新の提供期限の年で数えています。',
      en: 'Valid labels by the year until which their maker promises security updates.',
    },
    asOf: at,
    head: year,
    columns: [{ id: 'labels', name: labelsText, unit: 'count' }],
    rows: all.map((y) => ({
      id: String(y),
      name: { ja: `${y}年${y === thisYear + 20 ? '以降' : ''}`, en: `${y}${y === thisYear + 20 ? ' or later' : ''}` },
      short: { ja: String(y), en: String(y) },
      cells: [of(y)],
    })),
    chart: { form: 'columns', series: ['labels'] },
    ...(total === 0
      ? { empty: { ja: '更新の期限が分かるラベルがありません。', en: 'There is nothing to draw.' } }
      : {}),
  }
}

const changeText = {
  suspended: { ja: '停止', en: 'Suspended' },
  withdrawn: { ja: '取消し', en: 'Revoked' },
} as const satisfies Record<StandingChange['event'], Text>

const said = (event: Text, reason: Text | undefined): Text =>
  reason === undefined ? event : { ja: `${event.ja}：${reason.ja}`, en: `${event.en}: ${reason.en}` }

/** Why labels were suspended or revoked, and which were the last. */
export function standingChanges({ at, changes, lastChanges, reasons }: PlainCounts): Figure {
  const codes = [...new Set(changes.map((c) => c.reason))]
  const of = (event: string, reason?: string) =>
    sum(changes.filter((c) => c.event === event && (reason === undefined || c.reason === reason)).map((c) => c.n))
  const rows = codes
    .map((code) => ({
      id: code || 'none',
      name: reasons[code] ?? { ja: code || '理由の記載なし', en: code || 'No reason given' },
      cells: [of('suspended', code), of('withdrawn', code)],
    }))
    .sort((a, b) => sum(b.cells) - sum(a.cells))
  const [suspended, withdrawn] = [of('suspended'), of('withdrawn')]
  const items = lastChanges.map(({ label, product, event, reason, on }) => ({
    ...{ label, name: product, on },
    what: said(changeText[event], reasons[reason]),
  }))
  const none = suspended + withdrawn === 0
  return {
    id: 'standing-changes',
    title: none
      ? { ja: '停止も取消しも、まだない', en: 'No label was suspended or revoked yet' }
      : {
          ja: `これまでに停止${written(suspended)}回、取消し${written(withdrawn)}回`,
          en: `${written(suspended)} suspensions and ${written(withdrawn)} revocations so far`,
        },
    summary: none
      ? { ja: '登録簿のはじまりから数えています。', en: 'Counted from the beginning of the register.' }
      : {
          ja: `いちばん多い理由は「${rows[0]?.name.ja.replace(/。$/, '')}」です。`,
          en: `The most frequent reason: ${rows[0]?.name.en}`,
        },
    definition: {
      ja: '登録簿のはじまりからの、停止と取消しの回数です。1つのラベルが2回停止されれば、2回と数えます。',
      en: 'Suspensions and revocations since the register began. A label suspended twice counts twice.',
    },
    asOf: at,
    head: { ja: '理由', en: 'Reason' },
    columns: [
      { id: 'suspended', name: changeText.suspended, unit: 'count' },
      { id: 'withdrawn', name: changeText.withdrawn, unit: 'count' },
    ],
    rows,
    chart: { form: 'stacked-bars', series: ['suspended', 'withdrawn'] },
    items,
    ...(none
      ? { empty: { ja: '停止または取消しされたラベルはありません。', en: 'No label was suspended or revoked.' } }
      : {}),
  }
}

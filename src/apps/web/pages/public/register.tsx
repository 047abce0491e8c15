import { describeNormalised, tidy } from '../../../../core/register/search.ts'
import { type StandingCode, standings } from '../../../../core/surveillance/standing.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { writeMoment, writeNumber } from '../../parts/dates.ts'
import { ErrorSummary, Hidden } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pagination } from '../../parts/pagination.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { Split, Title } from '../../parts/section.tsx'
import { Rich } from '../../parts/text.tsx'
import { Hit } from './hit.tsx'
import { en, ja } from './register.texts.ts'

type Context = PageContext<typeof ja>

const perPage = 20
const mostMakers = 200 // more would make a list nobody can choose from; the search finds makers, too

interface Wish {
  readonly text: string
  readonly level: string
  readonly category: string
  readonly standing: StandingCode | ''
  readonly maker: string
  readonly asOf: string
}

const readWish = (p: Context): Wish => ({
  text: p.query('q').slice(0, 200),
  level: p.query('level').slice(0, 10),
  category: p.query('category').slice(0, 60),
  standing: standings.find((s) => s === p.query('standing')) ?? '',
  maker: p.query('maker').slice(0, 80),
  asOf: p.query('as_of').slice(0, 40),
})

/** The address of the same search with something else changed; what is empty is left out. */
const address = (p: Context, wish: Partial<Wish>, page = 1): string => {
  const query = new URLSearchParams()
  const put = (name: string, value?: string) => value && query.set(name, value)
  put('q', wish.text)
  put('level', wish.level)
  put('category', wish.category)
  put('standing', wish.standing)
  put('maker', wish.maker)
  put('as_of', wish.asOf)
  put('page', page > 1 ? String(page) : '')
  return p.href(`/register${query.size > 0 ? `?${query}` : ''}`)
}

/** Search of the public register. The address is the whole state: it can be kept, sent and asked again. */
export const registerPage = definePage({
  path: '/register',
  texts: { ja, en },
  handler: async (p) => {
    const wish = readWish(p)
    const asked = p.asOf()
    const problem = asked.ok ? undefined : p.t.errors.date
    const at = asked.ok ? asked.at : p.now
    const page = Math.max(1, Math.min(500, Number.parseInt(p.query('page') || '1', 10) || 1))
    const [found, makers] = await Promise.all([
      p.house.register.search({
        ...(wish.text ? { text: wish.text } : {}),
        ...(wish.level ? { level: wish.level } : {}),
        ...(wish.category ? { category: wish.category } : {}),
        ...(wish.standing ? { standing: wish.standing } : {}),
        ...(wish.maker ? { maker: wish.maker } : {}),
        asOf: at,
        offset: (page - 1) * perPage,
        limit: perPage,
      }),
      p.house.register.makers(at),
    ])
    const n = writeNumber(found.total)
    const { t } = p
    const nothing = found.total === 0
    const shownText = tidy(wish.text) || wish.text
    const title = nothing
      ? wish.text
        ? t.zero.title(shownText)
        : t.zero.titleNoText
      : wish.text
        ? t.for(shownText, n, found.more)
        : t.all(n)
    const searched = describeNormalised(wish.text)
    return p.show(
      {
        title: problem === undefined ? title : `${p.frame.errorPrefix}${t.errors.date}`,
        description: t.description,
        current: '/register',
        noIndex: wish.text !== '' || wish.asOf !== '',
      },
      <>
        {problem !== undefined && <ErrorSummary title={p.frame.problems(1)} problems={{ as_of: problem }} />}
        <Title eyebrow={t.eyebrow} title={title}>
          {searched && <p class="mut">{p.say(searched)}</p>}
          {wish.text !== '' && !nothing && <p class="mut sm">{t.close}</p>}
        </Title>
        <Search p={p} wish={wish} />
        <Split
          left
          side={<Filters p={p} wish={wish} makers={makers} problem={problem} />}
          main={
            <>
              {asked.ok && asked.past && (
                <Notice>
                  <p>
                    {t.asOf(writeMoment(at, p.lang))} <a href={address(p, { ...wish, asOf: '' })}>{t.toNow}</a>
                  </p>
                </Notice>
              )}
              {nothing ? (
                <Nothing p={p} />
              ) : (
                <>
                  <div class="results">
                    <p>
                      <strong>
                        {found.total <= perPage && !found.more
                          ? t.whole(n)
                          : t.shown((page - 1) * perPage + 1, Math.min(page * perPage, found.total), n, found.more)}
                      </strong>{' '}
                      {(wish.level || wish.category || wish.standing || wish.maker) && (
                        <span class="mut">{t.filtered}</span>
                      )}
                    </p>
                  </div>
                  <form action={p.href('/compare')}>
                    {wish.asOf !== '' && <Hidden name="as_of" value={wish.asOf} />}
                    <ul>
                      {found.hits.map((hit) => (
                        <Hit p={p} hit={hit} at={at} {...(wish.asOf ? { asOf: wish.asOf } : {})} pick />
                      ))}
                    </ul>
                    <Acts>
                      <Button small look="second">
                        {t.compare}
                      </Button>
                    </Acts>
                  </form>
                  <Pagination
                    page={page}
                    pages={Math.ceil(found.total / perPage) + (found.more ? 1 : 0)}
                    href={(to) => address(p, wish, to)}
                    words={found.more ? { ...t.pages, of: t.pages.ofMore } : t.pages}
                  />
                  <div class="gap">
                    <Notice>
                      <p class="sm">{t.note}</p>
                    </Notice>
                  </div>
                </>
              )}
            </>
          }
        />
      </>,
      problem === undefined ? 200 : 400,
    )
  },
})

const Search = ({ p, wish }: { p: Context; wish: Wish }) => (
  <div class="below-title">
    <SearchBox
      action={p.href('/register')}
      label={p.frame.searchLabel}
      hideLabel
      button={p.frame.search}
      value={wish.text}
    >
      {(['level', 'category', 'standing', 'maker'] as const).map(
        (name) => wish[name] !== '' && <Hidden name={name} value={wish[name]} />,
      )}
      {wish.asOf !== '' && <Hidden name="as_of" value={wish.asOf} />}
    </SearchBox>
  </div>
)

/** Not found is not an alarm: no red, no mark, and what it means is said first. */
const Nothing = ({ p }: { p: Context }) => {
  const t = p.t.zero
  return (
    <div class="flow">
      <p class="lead">
        <Rich text={t.not} />
      </p>
      <h2>{t.triesTitle}</h2>
      <ul class="list">
        {t.tries.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <p>
        <a href={p.href('/label-check')}>{t.check}</a>
      </p>
    </div>
  )
}

const Facet = ({
  name,
  legend,
  chosen,
  options,
}: {
  name: string
  legend: string
  chosen: string
  options: readonly { readonly value: string; readonly text: string }[]
}) => (
  <fieldset class="facet">
    <legend>{legend}</legend>
    <div>
      {options.map((option) => (
        <label class="opt">
          <input type="radio" name={name} value={option.value} checked={option.value === chosen} />
          <span>{option.text}</span>
        </label>
      ))}
    </div>
  </fieldset>
)

const Filters = ({
  p,
  wish,
  makers,
  problem,
}: {
  p: Context
  wish: Wish
  makers: Awaited<ReturnType<Context['house']['register']['makers']>>
  problem: string | undefined
}) => {
  const { t } = p
  const scheme = p.house.schemes[0]
  return (
    <form action={p.href('/register')} aria-labelledby="filters">
      <h2 id="filters">{t.filters}</h2>
      {wish.text !== '' && <Hidden name="q" value={wish.text} />}
      <Facet
        name="standing"
        legend={t.standing}
        chosen={wish.standing}
        options={(['', ...standings] as const).map((value) => ({ value, text: t.standings[value] }))}
      />
      <Facet
        name="level"
        legend={t.level}
        chosen={wish.level}
        options={[
          { value: '', text: t.anyLevel },
          ...(scheme?.levels ?? []).map((l) => ({ value: l.code, text: t.levelName(l.code, l.symbol) })),
        ]}
      />
      <div class="facet">
        <label for="category">{t.category}</label>
        <select id="category" name="category">
          <option value="">{t.anyCategory}</option>
          {scheme?.categories.map((category) => (
            <option value={category.id} selected={category.id === wish.category}>
              {p.say(category.name)}
            </option>
          ))}
        </select>
      </div>
      {makers.length <= mostMakers ? (
        <div class="facet">
          <label for="maker">{t.maker}</label>
          <select id="maker" name="maker">
            <option value="">{t.anyMaker}</option>
            {makers.map((maker) => (
              <option value={maker.id} selected={maker.id === wish.maker}>
                {(p.lang === 'en' && maker.name.en) || maker.name.ja}
              </option>
            ))}
          </select>
        </div>
      ) : (
        wish.maker !== '' && <Hidden name="maker" value={wish.maker} />
      )}
      <div class={problem === undefined ? 'facet' : 'facet bad'}>
        <label for="as_of">{t.date}</label>
        <p class="hint" id="as_of-hint">
          {t.dateHint}
        </p>
        {problem !== undefined && (
          <p class="err" id="as_of-error">
            {problem}
          </p>
        )}
        <input
          type="text"
          id="as_of"
          name="as_of"
          value={wish.asOf}
          autocomplete="off"
          aria-invalid={problem === undefined ? undefined : 'true'}
          aria-describedby={problem === undefined ? 'as_of-hint' : 'as_of-hint as_of-error'}
        />
      </div>
      <Acts>
        <Button small>{t.apply}</Button>
        <ButtonLink small look="second" href={address(p, { text: wish.text })}>
          {t.clear}
        </ButtonLink>
      </Acts>
    </form>
  )
}

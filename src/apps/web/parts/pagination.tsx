/** Page 1 of 7, and the neighbours. Nothing where there is one page. */
export const Pagination = ({
  page,
  pages,
  href,
  words,
}: {
  page: number
  pages: number
  href: (page: number) => string
  words: {
    readonly label: string
    readonly of: (page: number, pages: number) => string
    readonly previous: string
    readonly next: string
  }
}) =>
  pages <= 1 ? null : (
    <nav class="pages" aria-label={words.label}>
      <span>{words.of(page, pages)}</span>
      {page > 1 && (
        <a href={href(page - 1)} rel="prev">
          {words.previous}
        </a>
      )}
      {page < pages && (
        <a href={href(page + 1)} rel="next">
          {words.next}
        </a>
      )}
    </nav>
  )

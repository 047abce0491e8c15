/** What the maker declares about one mechanism, service or interface. A field the maker leaves open carries `gap`. */
export interface IxitField {
  readonly text: string
  readonly gap?: string // why this counts as not declared ("? years", "to be resolved", empty)
}

export interface IxitEntry {
  readonly id: string // 'AuthMech-LAN-WebUI-Default'
  readonly title?: string
  readonly fields: Readonly<Record<string, IxitField>> // kebab-case field name → what is declared
}

/** One table of implementation extra information for testing (ETSI TS 103 701, annex A), e.g. '1-AuthMech'. */
export interface IxitTable {
  readonly table: string
  readonly edition: string // whose table names these are, e.g. 'ETSI TS 103 701 V2.1.1'
  readonly entries: readonly IxitEntry[] // a table without IDs has one entry whose id is its short name, e.g. 'UserInfo'
}

export type Ixit = readonly IxitTable[]

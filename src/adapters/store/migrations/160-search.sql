-- Searching a large register: what it is filtered, listed and counted by lies in one index, so that no label's row is read for it.

-- An index row holds 2.7 kB, about 300 changes of standing. Nothing may keep a label from being suspended once more, so the index
-- leaves out labels with very many changes; the second one has them (register-search.ts asks both as one).
create index label_facets on label (issued_at desc, label)
  include (known_from, level, category, maker, models, standing_from, standing_code)
  where cardinality(standing_from) <= 100;
create index label_facets_long on label (issued_at desc, label) where cardinality(standing_from) > 100;
drop index label_newest;
-- Without it one label in three is taken for one with very many changes, and looked for row by row.
create statistics label_standings on (cardinality(standing_from)) from label;

-- Who the makers are and how many labels each has.
create index label_of_maker on label (maker, issued_at desc, label) include (known_from);
drop index label_by_maker;

-- What a name begins with; where its lines stand: see label.name_words. Cut, because an index row has an end and a name has none.
create index label_name_1 on label ((left(split_part(name_words, E'\n', 2), 32)) collate "C");
create index label_name_2 on label ((left(split_part(name_words, E'\n', 3), 32)) collate "C");
create index label_name_3 on label ((left(split_part(name_words, E'\n', 4), 32)) collate "C");
create index label_name_4 on label ((left(split_part(name_words, E'\n', 5), 32)) collate "C");
create index label_name_5 on label ((left(split_part(name_words, E'\n', 6), 32)) collate "C");

analyze label;

-- Several servers may publish into one folder. Whoever writes there holds the folder's row: files that change are then always
-- written in the order of the log. A lock and nothing else; it ends with the connection of whoever held it.

create table publishing_turn (folder text primary key);
grant select, insert, update on publishing_turn to hoshirushi_app;

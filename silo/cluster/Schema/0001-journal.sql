-- Entries of all streams. The key decides between two writers at the same version. Names compare byte by byte, as in the program.
create table journal(
    stream        text    collate "C" not null,
    first_version bigint  not null,
    event_count   integer not null check (event_count > 0),
    format        integer not null,
    payload       bytea   not null,
    chain         bytea   not null,
    primary key (stream, first_version));

-- Compact slips do not become smaller, and trying costs more than writing them.
alter table journal alter column payload set storage external;

-- Shortcuts for replay, one of a stream. May be emptied at any time.
create table snapshots(
    stream  text    collate "C" primary key,
    version bigint  not null,
    format  integer not null,
    payload bytea   not null,
    chain   bytea   not null);

alter table snapshots alter column payload set storage external;

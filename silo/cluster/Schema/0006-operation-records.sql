-- What the commands verify and record-backup have recorded for the operations page, as JSON: the newest of each kind.
create table operation_records(
    kind        text        primary key,
    record      text        not null,
    recorded_at timestamptz not null default now());

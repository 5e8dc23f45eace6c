-- The test write of the journal. It was a row of the journal that was deleted again, but an account that runs the program need not have
-- the right to delete anything there.
create table journal_trials(
    single   boolean     primary key default true check (single),
    tried_at timestamptz not null default now());

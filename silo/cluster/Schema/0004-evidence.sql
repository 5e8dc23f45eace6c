-- Files of evidence by their content, in pieces. A file is there when its row is: row and pieces come in one transaction.
create table evidence(
    sha256  bytea       primary key check (octet_length(sha256) = 32),
    size    bigint      not null check (size > 0),
    kept_at timestamptz not null default now());

create table evidence_pieces(
    sha256 bytea   not null references evidence(sha256),
    number integer not null,
    bytes  bytea   not null,
    primary key (sha256, number));

-- Scans and pictures do not become smaller.
alter table evidence_pieces alter column bytes set storage external;

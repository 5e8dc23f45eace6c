-- The keys of session cookies and form tokens, shared by all gateways: who is signed in at one is so at every other.
create table session_keys(
    name       text        primary key,
    key        text        not null,
    created_at timestamptz not null default now());

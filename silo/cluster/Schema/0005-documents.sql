-- States of grains without history. Orleans' grain storage over ADO.NET reads its statements from OrleansQuery by key, and gives and takes
-- parameters and columns by the names below; the table behind them is ours. The unique key decides between two overlapping first writes,
-- also where a grain's key is a number and its text is null.
create table grain_states(
    service    varchar(150)             not null,
    type       varchar(512)             not null,
    id0        bigint                   not null,
    id1        bigint                   not null,
    key        text        collate "C",
    version    integer                  not null,
    payload    bytea,
    changed_at timestamptz              not null default now(),
    unique nulls not distinct (service, type, id0, id1, key));

-- A list reads the first bytes of a payload alone, which compression would prevent.
alter table grain_states alter column payload set storage external;

-- Bytes 2 to 9 of a document are the instant of its end: milliseconds since 1970, most significant byte first.
create index documents_by_end on grain_states (substring(payload from 2 for 8)) where type = 'document';

insert into OrleansQuery(QueryKey, QueryText) values
('ReadFromStorageKey', '
    select payload as PayloadBinary, version as Version from grain_states
    where service = @ServiceId and type = @GrainTypeString and id0 = @GrainIdN0 and id1 = @GrainIdN1
        and key is not distinct from @GrainIdExtensionString::text'),

-- A state that has not been read is inserted; one that has been read is replaced if nobody has replaced it since.
-- Answering with the version that was given says that nothing was written.
('WriteToStorageKey', '
    with replaced as (
        update grain_states set payload = @PayloadBinary, version = version + 1, changed_at = now()
        where service = @ServiceId and type = @GrainTypeString and id0 = @GrainIdN0 and id1 = @GrainIdN1
            and key is not distinct from @GrainIdExtensionString::text and version = @GrainStateVersion::integer
        returning version),
    inserted as (
        insert into grain_states(service, type, id0, id1, key, version, payload)
        select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString::text, 1, @PayloadBinary
        where @GrainStateVersion::integer is null
        on conflict do nothing
        returning version)
    select coalesce((select version from replaced), (select version from inserted), @GrainStateVersion::integer) as NewGrainStateVersion'),

('ClearStorageKey', '
    update grain_states set payload = null, version = version + 1, changed_at = now()
    where service = @ServiceId and type = @GrainTypeString and id0 = @GrainIdN0 and id1 = @GrainIdN1
        and key is not distinct from @GrainIdExtensionString::text and version = @GrainStateVersion::integer
    returning version as NewGrainStateVersion'),

('DeleteStorageKey', '
    delete from grain_states
    where service = @ServiceId and type = @GrainTypeString and id0 = @GrainIdN0 and id1 = @GrainIdN1
        and key is not distinct from @GrainIdExtensionString::text and version = @GrainStateVersion::integer
    returning version + 1 as NewGrainStateVersion');

-- Which silos there are. Orleans' clustering over ADO.NET reads its statements from OrleansQuery by key, and gives and takes parameters
-- and columns by the names below; the tables behind them are ours. Status 3 is active, 6 is dead.
create table silo_versions(
    cluster    varchar(150) primary key,
    version    integer      not null default 0,
    changed_at timestamptz  not null default now());

create table silos(
    cluster        varchar(150) not null references silo_versions(cluster),
    address        varchar(45)  not null,
    port           integer      not null,
    generation     integer      not null,
    name           varchar(150) not null,
    host           varchar(150) not null,
    status         integer      not null,
    client_port    integer,
    suspicions     text,
    started_at     timestamptz  not null,
    alive_at       timestamptz  not null,
    primary key (cluster, address, port, generation));

create table OrleansQuery(
    QueryKey  varchar(64)   primary key,
    QueryText varchar(8000) not null);

insert into OrleansQuery(QueryKey, QueryText) values
('InsertMembershipVersionKey', '
    with begun as (insert into silo_versions(cluster) values(@DeploymentId) on conflict do nothing returning 1)
    select count(*) > 0 from begun'),

-- A change of a silo counts only together with the next version of the whole: of two that know the same version, one wins.
('InsertMembershipKey', '
    with counted as (
        update silo_versions set version = version + 1, changed_at = now()
        where cluster = @DeploymentId and version = @Version and not exists (
            select from silos where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning 1),
    joined as (
        insert into silos(cluster, address, port, generation, name, host, status, client_port, started_at, alive_at)
        select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from counted
        returning 1)
    select count(*) > 0 from joined'),

('UpdateMembershipKey', '
    with counted as (
        update silo_versions set version = version + 1, changed_at = now()
        where cluster = @DeploymentId and version = @Version and exists (
            select from silos where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning 1),
    changed as (
        update silos set status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime from counted
        where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
        returning 1)
    select count(*) > 0 from changed'),

('UpdateIAmAlivetimeKey', '
    update silos set alive_at = @IAmAliveTime
    where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation'),

-- The version is there even when no silo is.
('MembershipReadRowKey', '
    select v.cluster as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation, s.name as SiloName, s.host as HostName,
        s.status as Status, s.client_port as ProxyPort, s.suspicions as SuspectTimes, s.started_at as StartTime, s.alive_at as IAmAliveTime, v.version as Version
    from silo_versions v left join silos s on s.cluster = v.cluster and s.address = @Address and s.port = @Port and s.generation = @Generation
    where v.cluster = @DeploymentId'),

('MembershipReadAllKey', '
    select v.cluster as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation, s.name as SiloName, s.host as HostName,
        s.status as Status, s.client_port as ProxyPort, s.suspicions as SuspectTimes, s.started_at as StartTime, s.alive_at as IAmAliveTime, v.version as Version
    from silo_versions v left join silos s on s.cluster = v.cluster
    where v.cluster = @DeploymentId'),

('GatewaysQueryKey', '
    select address as Address, client_port as ProxyPort, generation as Generation
    from silos where cluster = @DeploymentId and status = @Status and client_port > 0'),

('DeleteMembershipTableEntriesKey', '
    with gone as (delete from silos where cluster = @DeploymentId)
    select;
    delete from silo_versions where cluster = @DeploymentId'),

('CleanupDefunctSiloEntriesKey', '
    delete from silos where cluster = @DeploymentId and alive_at < @IAmAliveTime and status = 6');

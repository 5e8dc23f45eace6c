using Evaluation.Cluster.Documents;
using Evaluation.Cluster.Engine;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Documents;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Evaluation.Cluster.Tests.Documents;

[NeedsPostgres]
public sealed class OrleansDocumentStoreTests(DocumentSilos silos) : DocumentStoreSpec, IClassFixture<DocumentSilos>, IAsyncLifetime
{
    private IDocumentStore _store = null!;

    protected override IDocumentStore Store => _store;

    public async Task InitializeAsync()
    {
        await silos.EmptyAsync();
        _store = StoreOn(silos.First);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [PostgresFact]
    public async Task Everything_is_there_after_the_silo_was_stopped_or_killed()
    {
        var saved = await SaveAsync(Form, "content", keptUntil: Clock.GetUtcNow() + TimeSpan.FromDays(1));
        var removed = new DocumentId(DocumentKind.Draft, "li/removed");
        await SaveAsync(removed, "content");
        await Store.RemoveAsync(removed);
        // A silo that has never heard of the first one: all that it can know is in the database.
        var afterwards = StoreOn(silos.Second);
        AssertSame(saved, await afterwards.ReadAsync(Form));
        Assert.Null(await afterwards.ReadAsync(removed));
        Assert.Equal(2, (await afterwards.SaveAsync(removed, new(Bytes("again"), "li", null, 0))).Stored!.Version);
    }

    [PostgresFact]
    public async Task Overlapping_first_saves_of_two_activations_make_one_row()
    {
        // Two clusters on one database: each has an activation of its own that has seen no row.
        IDocumentStore[] stores = [Store, StoreOn(silos.Second)];
        foreach (var store in stores)
            Assert.Null(await store.ReadAsync(Form));
        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(device => stores[device].SaveAsync(Form, new(Bytes($"device {device}"), "li", null, 0)).AsTask()));

        var stored = Assert.Single(results, result => result.IsSaved).Stored;
        Assert.All(results, result => AssertSame(stored, result.Stored));
        Assert.Equal(1, await silos.CountRowsAsync());
    }

    [PostgresFact]
    public async Task A_save_of_an_activation_that_another_has_overwritten_sees_the_newer_version()
    {
        var other = StoreOn(silos.Second);
        await SaveAsync(Form, "first");
        Assert.Equal(2, (await other.SaveAsync(Form, new(Bytes("second"), "li", null, 1))).Stored!.Version);
        var conflict = await Store.SaveAsync(Form, new(Bytes("third"), "li", null, 1));
        Assert.False(conflict.IsSaved);
        Assert.Equal(2, conflict.Stored!.Version);
        Assert.Equal(3, (await SaveAsync(Form, "third", expected: 2)).Version);
        Assert.Equal(1, await silos.CountRowsAsync());
    }

    [PostgresFact]
    public async Task The_table_refuses_a_second_row_of_a_grain_with_a_numeric_key()
    {
        const string sql = "insert into grain_states(service, type, id0, id1, key, version, payload) values('evaluation', 'other', 1, 2, null, 1, null)";
        await silos.ExecuteAsync(sql);
        await Assert.ThrowsAsync<PostgresException>(() => silos.ExecuteAsync(sql));
    }

    [PostgresFact]
    public async Task A_removed_session_leaves_no_row_and_a_removed_draft_a_small_one()
    {
        await SaveAsync(Ticket, "content");
        await Store.RemoveAsync(Ticket);
        Assert.Equal(0, await silos.CountRowsAsync());
        await SaveAsync(Form, new string('x', 10_000));
        await Store.RemoveAsync(Form);
        Assert.Equal(1, await silos.ExecuteAsync("update grain_states set changed_at = now() where octet_length(payload) < 100"));
    }

    [PostgresFact]
    public async Task A_store_without_its_table_or_without_silos_is_unavailable()
    {
        await silos.ExecuteAsync("alter table grain_states rename to elsewhere");
        try
        {
            await Assert.ThrowsAsync<DocumentsUnavailableException>(async () => await Store.SaveAsync(Form, new(Bytes("x"), "li")));
            await Assert.ThrowsAsync<DocumentsUnavailableException>(async () => await Store.ReadAsync(Form));
            await Assert.ThrowsAsync<DocumentsUnavailableException>(() => ListAsync(DocumentKind.Draft, ""));
        }
        finally
        {
            await silos.ExecuteAsync("alter table elsewhere rename to grain_states");
        }
        await SaveAsync(Form, "x");
        var lost = new OrleansDocumentStore(new NoSilos(), silos.Source, Clock, NullLogger<OrleansDocumentStore>.Instance);
        await Assert.ThrowsAsync<DocumentsUnavailableException>(async () => await lost.ReadAsync(Form));
    }

    private OrleansDocumentStore StoreOn(IGrainFactory factory) => new(new OwnSilo(factory), silos.Source, Clock, NullLogger<OrleansDocumentStore>.Instance);

    private sealed class NoSilos : ISilos
    {
        public IGrainFactory? Factory => null;
    }
}

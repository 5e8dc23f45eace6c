using System.Text;
using Evaluation.Documents;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Testing.Specifications;

/// <summary>What every store of documents guarantees.</summary>
public abstract class DocumentStoreSpec
{
    protected static readonly DocumentId Form = new(DocumentKind.Draft, "li/rules/2020-social");

    protected static readonly DocumentId Ticket = new(DocumentKind.Session, "li/0123abcd");

    protected abstract IDocumentStore Store { get; }

    protected FakeTimeProvider Clock { get; } = new(new(2026, 11, 29, 10, 32, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_document_is_read_as_it_was_saved()
    {
        Assert.Null(await Store.ReadAsync(Form));
        var until = Clock.GetUtcNow() + Limits.DraftAge;
        var saved = await SaveAsync(Form, "{}", keptUntil: until);
        AssertSame(new(1, Clock.GetUtcNow(), "li", until, Bytes("{}")), saved);
        AssertSame(saved, await Store.ReadAsync(Form));
        await SaveAsync(Ticket, "");
        AssertSame(new(1, Clock.GetUtcNow(), "li", null, Bytes("")), await Store.ReadAsync(Ticket));
    }

    [Fact]
    public async Task The_version_grows_by_one_with_every_save()
    {
        for (var version = 0; version < 5; version++)
            Assert.Equal(version + 1, (await SaveAsync(Form, $"content {version}", expected: version)).Version);
        Assert.Equal(6, (await SaveAsync(Form, "whatever the version")).Version);
        Assert.Equal("whatever the version", await ContentAsync(Form));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_save_over_another_version_is_a_conflict_that_shows_the_stored_one_and_changes_nothing(long expected)
    {
        await SaveAsync(Form, "first");
        var second = await SaveAsync(Form, "second");
        var conflict = await Store.SaveAsync(Form, new(Bytes("third"), "li", null, expected));
        Assert.False(conflict.IsSaved);
        AssertSame(second, conflict.Stored);
        AssertSame(second, await Store.ReadAsync(Form));
    }

    [Fact]
    public async Task A_save_over_a_version_of_a_document_that_is_not_there_is_a_conflict_without_a_stored_one()
    {
        Assert.Equal(new SaveResult(false, null), await Store.SaveAsync(Form, new(Bytes("x"), "li", null, 4)));
        Assert.Null(await Store.ReadAsync(Form));
    }

    [Fact]
    public async Task A_repeated_save_is_answered_with_the_stored_version_and_changes_nothing()
    {
        var save = new DocumentSave(Bytes("first"), "li", null, 0);
        var first = await Store.SaveAsync(Form, save);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await Store.SaveAsync(Form, save);
        Assert.True(again.IsSaved);
        AssertSame(first.Stored, again.Stored);
        Assert.False((await Store.SaveAsync(Form, save with { SavedBy = "wang" })).IsSaved);
    }

    [Fact]
    public async Task Of_overlapping_first_saves_one_is_stored_and_the_others_are_conflicts()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(device => Store.SaveAsync(Form, new(Bytes($"device {device}"), "li", null, 0)).AsTask()));
        var stored = Assert.Single(results, result => result.IsSaved).Stored;
        Assert.All(results, result => AssertSame(stored, result.Stored));
        AssertSame(stored, await Store.ReadAsync(Form));
        Assert.Equal(1, stored!.Version);
        Assert.Single(await ListAsync(DocumentKind.Draft, ""));
    }

    [Fact]
    public async Task Of_overlapping_saves_of_any_version_every_one_gets_a_version_of_its_own()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(device => SaveAsync(Form, $"device {device}")));
        Assert.Equal(Enumerable.Range(1, 8).Select(version => (long)version), results.Select(stored => stored.Version).Order());
        AssertSame(results.MaxBy(stored => stored.Version), await Store.ReadAsync(Form));
    }

    [Fact]
    public async Task Each_of_many_overlapping_saves_has_an_outcome_of_its_own()
    {
        var forms = Enumerable.Range(0, 40).Select(form => new DocumentId(DocumentKind.Draft, $"li/{form:d2}")).ToList();
        var all = await Task.WhenAll(forms.SelectMany(form => Enumerable.Range(0, 3).Select(async device =>
            (form, Result: await Store.SaveAsync(form, new(Bytes($"{form} on device {device}"), "li", null, 0))))));
        foreach (var form in forms)
        {
            var results = all.Where(one => one.form == form).Select(one => one.Result).ToList();
            var stored = Assert.Single(results, result => result.IsSaved).Stored;
            Assert.All(results, result => AssertSame(stored, result.Stored));
            AssertSame(stored, await Store.ReadAsync(form));
            Assert.Equal(1, stored!.Version);
        }
    }

    [Fact]
    public async Task A_save_and_its_repetition_at_the_same_moment_make_one_version()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SaveAsync(Form, "sent twice", expected: 0)));
        Assert.All(results, stored => AssertSame(results[0], stored));
        Assert.Equal(1, results[0].Version);
    }

    [Fact]
    public async Task A_save_that_was_cancelled_before_it_began_stores_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.SaveAsync(Form, new(Bytes("x"), "li"), new(canceled: true)));
        Assert.Null(await Store.ReadAsync(Form));
    }

    [Fact]
    public async Task The_version_of_a_draft_never_restarts()
    {
        await SaveAsync(Form, "first");
        await SaveAsync(Form, "second");
        Assert.True(await Store.RemoveAsync(Form));
        Assert.Null(await Store.ReadAsync(Form));
        Assert.False((await Store.SaveAsync(Form, new(Bytes("of the removed one"), "li", null, 2))).IsSaved);
        Assert.Equal(3, (await SaveAsync(Form, "third", expected: 0)).Version);

        await SaveAsync(Form, "for an hour", keptUntil: Clock.GetUtcNow() + TimeSpan.FromHours(1));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, (await SaveAsync(Form, "after its end", expected: 0)).Version);
        await SaveAsync(Form, "for an hour", keptUntil: Clock.GetUtcNow() + TimeSpan.FromHours(1));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await Store.RemoveExpiredAsync(DocumentKind.Draft));
        Assert.Equal(7, (await SaveAsync(Form, "after the sweep", expected: 0)).Version);
    }

    [Fact]
    public async Task A_removed_session_leaves_nothing()
    {
        await SaveAsync(Ticket, "first");
        await SaveAsync(Ticket, "second");
        Assert.True(await Store.RemoveAsync(Ticket));
        Assert.False(await Store.RemoveAsync(Ticket));
        Assert.Equal(1, (await SaveAsync(Ticket, "third", expected: 0)).Version);
    }

    [Fact]
    public async Task A_removal_of_one_version_leaves_a_newer_one()
    {
        await SaveAsync(Form, "sent");
        await SaveAsync(Form, "typed meanwhile on another device");
        Assert.False(await Store.RemoveAsync(Form, version: 1));
        Assert.Equal("typed meanwhile on another device", await ContentAsync(Form));
        Assert.True(await Store.RemoveAsync(Form, version: 2));
        Assert.False(await Store.RemoveAsync(Form, version: 2));
        Assert.Null(await Store.ReadAsync(Form));
    }

    [Fact]
    public async Task A_document_whose_time_is_over_is_not_found_and_is_removed_by_the_sweep()
    {
        await SaveAsync(Form, "for a day", keptUntil: Clock.GetUtcNow() + TimeSpan.FromDays(1));
        await SaveAsync(new(DocumentKind.Draft, "li/stays"), "until removed");
        await SaveAsync(Ticket, "for an hour", keptUntil: Clock.GetUtcNow() + TimeSpan.FromHours(1));
        Assert.Equal(0, await Store.RemoveExpiredAsync(DocumentKind.Draft));

        Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await Store.ReadAsync(Form));
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await Store.ReadAsync(Form));
        Assert.False(await Store.RemoveAsync(Form));
        Assert.Equal(["li/stays"], await ListAsync(DocumentKind.Draft, ""));
        Assert.Empty(await ListAsync(DocumentKind.Session, ""));

        Assert.Equal(1, await Store.RemoveExpiredAsync(DocumentKind.Draft));
        Assert.Equal(0, await Store.RemoveExpiredAsync(DocumentKind.Draft));
        Assert.Equal(1, await Store.RemoveExpiredAsync(DocumentKind.Session));
        Assert.Equal("until removed", await ContentAsync(new(DocumentKind.Draft, "li/stays")));
    }

    [Fact]
    public async Task A_save_moves_the_end()
    {
        await SaveAsync(Form, "for a day", keptUntil: Clock.GetUtcNow() + TimeSpan.FromDays(1));
        Clock.Advance(TimeSpan.FromHours(12));
        await SaveAsync(Form, "for a day", keptUntil: Clock.GetUtcNow() + TimeSpan.FromDays(1));
        Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(0, await Store.RemoveExpiredAsync(DocumentKind.Draft));
        Assert.NotNull(await Store.ReadAsync(Form));
    }

    [Fact]
    public async Task Documents_are_listed_by_kind_and_prefix_in_the_order_of_their_bytes()
    {
        string[] keys = ["li/b", "li/a", "lina/a", "李/规则", "li/\U0001F4DD", "li/～", "wang/100%", "wang/a_b"];
        foreach (var key in keys)
            await SaveAsync(new(DocumentKind.Draft, key), key);
        await SaveAsync(Ticket, "another kind");
        Assert.Equal(["li/a", "li/b", "li/～", "li/\U0001F4DD"], await ListAsync(DocumentKind.Draft, "li/"));
        Assert.Equal(["李/规则"], await ListAsync(DocumentKind.Draft, "李"));
        Assert.Equal(["wang/100%"], await ListAsync(DocumentKind.Draft, "wang/100%"));
        Assert.Empty(await ListAsync(DocumentKind.Draft, "wang/%"));
        Assert.Empty(await ListAsync(DocumentKind.Draft, "LI/"));
        Assert.Equal(keys.Length, (await ListAsync(DocumentKind.Draft, "")).Count);
        foreach (var key in keys)
            Assert.Equal(key, await ContentAsync(new(DocumentKind.Draft, key)));
    }

    [Fact]
    public async Task A_listed_document_has_everything_but_its_content()
    {
        var until = Clock.GetUtcNow() + Limits.DraftAge;
        await SaveAsync(Form, "first");
        var stored = await SaveAsync(Form, "规则", keptUntil: until);
        await foreach (var head in Store.ListAsync(DocumentKind.Draft, "li/"))
            Assert.Equal(new(Form, 2, stored.SavedAt, "li", until, 6), head);
    }

    [Fact]
    public async Task A_list_goes_beyond_one_statement_and_so_does_a_removal_by_prefix()
    {
        var keys = Enumerable.Range(0, Limits.DocumentsPerRead + 10).Select(number => $"li/{number:d5}").ToList();
        foreach (var key in keys)
            await SaveAsync(new(DocumentKind.Session, key), "", keptUntil: key.EndsWith('7') ? Clock.GetUtcNow() + TimeSpan.FromHours(1) : null);
        await SaveAsync(new(DocumentKind.Session, "lina/1"), "");
        Assert.Equal(keys, await ListAsync(DocumentKind.Session, "li/"));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(keys.Where(key => !key.EndsWith('7')), await ListAsync(DocumentKind.Session, "li/"));
        Assert.Equal(keys.Count(key => !key.EndsWith('7')), await Store.RemoveAllAsync(DocumentKind.Session, "li/"));
        Assert.Equal(["lina/1"], await ListAsync(DocumentKind.Session, ""));
    }

    [Fact]
    public async Task A_document_of_the_most_bytes_is_saved_and_one_byte_more_is_refused()
    {
        var content = new byte[Limits.DocumentBytes + 1];
        new Random(1).NextBytes(content);
        var saved = await Store.SaveAsync(Form, new(content.AsMemory(1), "li"));
        Assert.True(saved.IsSaved);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.SaveAsync(Form, new(content, "li")));
        Assert.True((await Store.ReadAsync(Form))!.Content.Span.SequenceEqual(content.AsSpan(1)));
    }

    [Fact]
    public async Task The_longest_key_is_saved()
    {
        var key = "市" + new string('x', Limits.DocumentKeyBytes - 3);
        await SaveAsync(new(DocumentKind.Draft, key), "content");
        Assert.Equal([key], await ListAsync(DocumentKind.Draft, key));
    }

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static void AssertSame(StoredDocument? expected, StoredDocument? actual)
    {
        Assert.NotNull(expected);
        Assert.NotNull(actual);
        Assert.Equal(expected with { Content = default }, actual with { Content = default });
        Assert.Equal(expected.Content.ToArray(), actual.Content.ToArray());
    }

    protected async Task<StoredDocument> SaveAsync(DocumentId id, string content, DateTimeOffset? keptUntil = null, long? expected = null)
    {
        var result = await Store.SaveAsync(id, new(Bytes(content), "li", keptUntil, expected));
        Assert.True(result.IsSaved);
        return result.Stored!;
    }

    protected async Task<string?> ContentAsync(DocumentId id) => await Store.ReadAsync(id) is { } stored ? Encoding.UTF8.GetString(stored.Content.Span) : null;

    protected async Task<List<string>> ListAsync(DocumentKind kind, string prefix)
    {
        List<string> keys = [];
        await foreach (var head in Store.ListAsync(kind, prefix))
            keys.Add(head.Id.Key);
        return keys;
    }
}

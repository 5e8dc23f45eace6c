using Evaluation.Cluster.Tests.Engine;
using Evaluation.Cluster.Wire;
using Evaluation.Comments;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Cluster.Tests.Wire;

/// <summary>
/// A rolling upgrade: a gateway of another version, with its own types behind the same aliases, and a silo of this version.
/// </summary>
public sealed class VersionSkewTests : IAsyncLifetime
{
    private readonly MemoryJournal _journal = new();
    private SmallCluster _cluster = null!;

    /// <summary>The other version's table: one more request, changed requests and answers, and an answer that it no longer has.</summary>
    private static WireTypes Other
    {
        get
        {
            var table = new Dictionary<string, Type>(WireTypes.Current.Table)
            {
                ["count-staff"] = typeof(CountStaff),
                ["add-staff"] = typeof(OtherAddStaff),
                ["view-staff"] = typeof(OtherViewStaff),
                ["staff-roster"] = typeof(OtherRoster),
                ["view-comment-counts"] = typeof(OtherViewCommentCounts),
            };
            table.Remove("audit-trail");
            return new(table);
        }
    }

    public async Task InitializeAsync() => _cluster = await SmallCluster.StartAsync(_journal, [_journal], Other);

    public async Task DisposeAsync() => await _cluster.StopAsync();

    [Fact]
    public async Task An_unknown_request_is_refused_without_a_change_and_the_grain_goes_on()
    {
        var refused = await _cluster.SendAsync(StaffGrain.Ref, new CountStaff("north"));
        Assert.Equal(RefusalCode.NotYetSupported, refused.Refusal?.Code);
        Assert.Empty(await _journal.ReadAllAsync(StaffGrain.Ref.Stream));
        Assert.Equal(1, (await _cluster.SendAsync(StaffGrain.Ref, Add("li"))).Answer.Version);
    }

    [Fact]
    public async Task An_unknown_property_of_a_request_is_ignored_and_a_new_property_of_an_answer_gets_its_default()
    {
        var added = (await _cluster.SendAsync(StaffGrain.Ref, Add("li"))).Answer;
        Assert.Equal((1, null), (added.Version, added.Department));
        var viewed = (await _cluster.SendAsync(StaffGrain.Ref, new OtherViewStaff())).Answer;
        Assert.Equal((1, "li"), (viewed.Version, Assert.Single(viewed.Accounts).Key));
    }

    [Fact]
    public async Task A_missing_property_of_a_request_gets_its_default() =>
        Assert.Empty((await _cluster.SendAsync(CommentGrain.Ref(Given.Round), new OtherViewCommentCounts())).Answer.Tags);

    [Fact]
    public async Task An_unknown_answer_is_a_refusal() =>
        Assert.Equal(RefusalCode.NotYetSupported, (await _cluster.SendAsync(CommentGrain.Ref(Given.Round), new ViewCommentAudit())).Refusal?.Code);

    private static OtherAddStaff Add(string name) => new(name, [], "hash", Given.Now, "wang", "north");

    private sealed record CountStaff(string Department) : OtherRequest<StaffRoster, OtherRoster>;

    private sealed record OtherAddStaff(string Name, IReadOnlyList<RoleGrant> Roles, string KeyHash, DateTimeOffset At, string By, string Department) : OtherRequest<StaffRoster, OtherRoster>;

    private sealed record OtherViewStaff : OtherRequest<StaffRoster, OtherRoster>;

    private sealed record OtherViewCommentCounts : OtherRequest<CommentBook, CommentCounts>;

    private sealed record OtherRoster(IReadOnlyDictionary<string, StaffAccount> Accounts, long Version, string? Department = null);

    /// <summary>A request that only travels: the silo carries out its own version of it.</summary>
    private abstract record OtherRequest<TState, TAnswer> : IRequest<TState, TAnswer>
        where TState : class
        where TAnswer : class
    {
        public Outcome<TAnswer> OutcomeFrom(TState state) => throw new NotSupportedException();
    }
}

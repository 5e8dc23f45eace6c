using Evaluation.Embedded.Engine;
using Evaluation.Seam;
using Evaluation.Staff;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Seam;

/// <summary>A grain that lives twice, over a journal that can tell.</summary>
public sealed class OvertakenTests
{
    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task A_question_is_not_answered_by_what_another_activation_has_overtaken()
    {
        await using var one = Start();
        await using var other = Start();
        for (var version = 1; version <= 5; version++)
        {
            Assert.Equal(version, (await one.SendAsync(GrainId.Staff, Add($"staff-{version}"))).Answer.Version);
            Assert.Equal(version, (await other.SendAsync(GrainId.Staff, ViewStaff.Now)).Answer.Version);
            Assert.Equal(RefusalCode.StaffExists, (await other.SendAsync(GrainId.Staff, Add($"staff-{version}"))).Refusal?.Code);
        }
    }

    [Fact]
    public async Task A_grain_knows_that_it_was_overtaken_only_when_it_was()
    {
        var (one, other) = (Live(), Live());
        Assert.Equal(1, (await TurnAsync(one, Add("li"))).Answer.Version);
        Assert.Equal(1, (await TurnAsync(one, ViewStaff.Now)).Answer.Version);
        Assert.Equal(2, (await TurnAsync(other, Add("wang"))).Answer.Version);
        Assert.False(one.WasOvertaken || other.WasOvertaken);

        Assert.Equal(2, (await TurnAsync(one, ViewStaff.Now)).Answer.Version);
        Assert.True(one.WasOvertaken);
        Assert.Equal(3, (await TurnAsync(one, Add("zhao"))).Answer.Version);
        Assert.Equal(4, (await TurnAsync(other, Add("qian"))).Answer.Version);
        Assert.True(other.WasOvertaken);
    }

    private static AddStaff Add(string name) => new(name, [], "hash", Given.Now, "li");

    private MailboxEngine Start() => new(_journal, TimeProvider.System, NullLogger<MailboxEngine>.Instance);

    private ILiveGrain Live() => GrainKinds.Live(GrainId.Staff, _journal, (_, failure) => throw failure);

    private static async Task<Outcome<TAnswer>> TurnAsync<TAnswer>(ILiveGrain grain, ICommand<TAnswer> command)
    {
        var pending = Pending<TAnswer>.Take(command);
        var outcome = pending.Outcome;
        await grain.TurnAsync([pending]);
        return await outcome;
    }
}

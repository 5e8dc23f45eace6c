using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Whether four eyes are on, and who counts as the second person for an act of a round. Every approval asks here.</summary>
public sealed class FourEyes(IEngine engine, TimeProvider clock)
{
    private Known? _known;

    /// <summary>Whether they are on, as the staff stream says now.</summary>
    public async ValueTask<Outcome<bool>> AreOnAsync() => (await engine.SendAsync(StaffGrain.Ref, new ViewFourEyes())).Select(book => book.IsOn);

    /// <summary>
    /// Whether they are on, and what the console has announced, for pages that many people open: at most <see cref="Limits.ViewAge"/> old.
    /// </summary>
    public ValueTask<Outcome<FourEyesBook>> ViewAsync()
    {
        if (_known is not { } known || clock.GetElapsedTime(known.AskedAt) >= Limits.ViewAge || known.View is { IsCompleted: true } view && view.Result.IsRefused(out _))
            _known = known = new(clock.GetTimestamp(), engine.SendAsync(StaffGrain.Ref, new ViewFourEyes()).AsTask());
        return new(known.View);
    }

    /// <summary>
    /// The refusal of an account that may not be the second person: <see cref="RefusalCode.NotConfirmed"/> or
    /// <see cref="RefusalCode.NotIndependent"/>. Null when it may, and while four eyes are off. That the second is another person than the
    /// first is checked by the grain that decides.
    /// </summary>
    /// <param name="round">The round of the act.</param>
    /// <param name="approver">The account that approves, signs or reopens.</param>
    /// <param name="firsts">Who proposed, filed or signed first; null for nobody.</param>
    public async ValueTask<Refusal?> RefuseAsync(string round, StaffAccount approver, params IReadOnlyList<Actor?> firsts)
    {
        if (firsts.OfType<Actor>().ToArray() is not { Length: > 0 } known)
            return null;
        var on = await AreOnAsync();
        if (on.IsRefused(out var refusal) || !on.Answer)
            return refusal;
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        return view.IsRefused(out refusal) ? refusal : await RefuseAsync(view.Answer.CreatedAt ?? DateTimeOffset.MinValue, approver, known);
    }

    /// <summary>The same for an act that begins at another time than a round.</summary>
    /// <param name="since">What the first person has given the account before this time does not count.</param>
    public async ValueTask<Refusal?> RefuseAsync(DateTimeOffset since, StaffAccount approver, params IReadOnlyList<Actor> firsts)
    {
        var asked = await engine.SendAsync(StaffGrain.Ref, new ViewSecondEyes(approver.Name, firsts, since));
        return asked.IsRefused(out var refusal) ? refusal : null;
    }

    private sealed record Known(long AskedAt, Task<Outcome<FourEyesBook>> View);
}

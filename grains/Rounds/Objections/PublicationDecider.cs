namespace Evaluation.Rounds.Objections;

/// <summary>
/// The rules of publishing a result, which opens the objection window, and of making it final, which requires that all objections are
/// answered.
/// </summary>
internal static class PublicationDecider
{
    public static Decision<RoundEvent> Publish(Round round, MoveRound move)
    {
        var until = move.ObjectionsUntil ?? ObjectionWindow.EndOf(move.At, round.Rules!.Policies.ObjectionDays ?? ObjectionWindow.UsualDays, round.Rules.TimeZone);
        if (move.ObjectionsUntil <= move.At || until > move.At.AddDays(Limits.ObjectionDays + 1))
        {
            return new Refusal(
                RefusalCode.BadSchedule, $"The objection window must end in the future, at most {Limits.ObjectionDays} days from now.", ("objectionsUntil", move.ObjectionsUntil));
        }
        return new ResultPublished(round.Versions.Count, move.At, move.By, move.Reason, until);
    }

    /// <summary>A repeat does nothing. The end of a window that is published is not moved.</summary>
    public static Decision<RoundEvent> Repeat(Round round, MoveRound move) =>
        move.ObjectionsUntil is { } until && round.Objections.Window is { } window && until != window.Until
            ? new Refusal(RefusalCode.BadSchedule, "The result is published, and the end of its objection window stands.", ("objectionsUntil", window.Until))
            : Decision<RoundEvent>.NothingToDo;

    public static Decision<RoundEvent> Finalise(Round round, MoveRound move)
    {
        var book = round.Objections;
        if (book.Window is { } window && !window.IsOver(move.At))
            return new Refusal(RefusalCode.WindowOpen, "The objection window is still open. The result can become final after it ends.", ("until", window.Until));
        string[] open = [.. book.Open];
        return open.Length == 0
            ? new RoundFinalised(move.At, move.By, move.Reason)
            : new Refusal(RefusalCode.ObjectionsOpen, $"{open.Length} objections are not answered, or their corrections are not in the result yet: {string.Join(", ", open.Take(5))}{(open.Length > 5 ? ", …" : "")}.", ("objections", open));
    }
}

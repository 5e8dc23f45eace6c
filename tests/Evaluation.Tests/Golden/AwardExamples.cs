using Evaluation.Awards;

namespace Evaluation.Tests.Golden;

/// <summary>
/// Every event of a round's awards in every shape, as one history. Append only: the lines of <c>awards.txt</c> are in journals.
/// </summary>
internal static class AwardExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 20, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static readonly AwardTier First = new("first", new("一等奖", "First prize"), 1), Second = new("second", new("二等奖"), 2);

    public static readonly AwardEvent[] All =
    [
        new AwardsGiven(new(1, AwardScope.Class, [First], [], [new("u1", "town", "first", 1)]), null, At, "li"),
        new AwardsGiven(
            new(2, AwardScope.Round, [First, Second], [new("u2", "first", "更早达标")], [new("u2", "town", "first", 1, "更早达标"), new("u1", "town", "second", 1)]), "更正之后", At.AddDays(1), "li",
            "Li Na"),
        new SpecialAwardProposed(new("creative", new("创新奖", "Creative prize"), "u1", "夜间服务", 1), At.AddDays(2), "wang"),
        new SpecialAwardApproved("creative", "u1", At.AddDays(2), "zhao"),
        new SpecialAwardProposed(new("creative", new("创新奖", "Creative prize"), "u2", "上门服务", 2), At.AddDays(2).ToUniversalTime(), "wang", "Wang Min"),
        new SpecialAwardApproved("creative", "u2", At.AddDays(3), "zhao", "Zhao Lei"),
        new AwardsGiven(new(2, AwardScope.Class, [Second], [], []), "again", At.AddDays(4), "li", Key: new("0a", "0b")),
    ];
}

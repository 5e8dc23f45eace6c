using Evaluation.Honours;

namespace Evaluation.Tests.Golden;

/// <summary>
/// Every event of the register of honours in every shape, as one history. Append only: the lines of <c>honours.txt</c> are in journals.
/// </summary>
internal static class HonourExamples
{
    private static readonly DateTimeOffset At = new(2011, 11, 20, 9, 0, 0, 250, TimeSpan.FromHours(8));

    private static readonly TermSpan Term = new(new(2011, 8, 31), new(2012, 2, 29), new(2012, 1, 31), new(2011, 8, 31), 6);

    public static readonly HonourEvent[] All =
    [
        new TitleDefined(new("civilised", new("文明单位", "Civilised unit"), HonourLevel.City, 6, 5), At, "li"),
        new TitleDefined(new("garden", new("园林单位"), HonourLevel.Nation, 24), At, "li", "Li Na"),
        new HonourConferred("h-1", "civilised", "u01", Term, "府发〔2011〕8号", "2011-social", "Asia/Shanghai", [new("u00", new(2015, 1, 1)), new("u02")], null, At, "li", null, new("k", "b")),
        new HonourConferred("h-2", "civilised", "u02", new(new(2012, 2, 29), new(2012, 8, 31), null, new(2011, 8, 31), 12), null, null, "Asia/Shanghai", [], "h-1", At.AddDays(90), "li", "Li Na"),
        new HonourWithdrawn("h-2", new(2012, 6, 1), "瞒报事故", At.AddDays(200).ToUniversalTime(), "li"),
        new HonourWithdrawn("h-1", new(2012, 6, 1), "false figures", At.AddDays(201), "li", "Li Na"),
    ];
}

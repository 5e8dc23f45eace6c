using Evaluation.Panels;

namespace Evaluation.Tests.Golden;

/// <summary>
/// Every event of a round's panels and draws in every shape, as one history. Append only: the lines of <c>panels.txt</c> are in journals.
/// </summary>
internal static class PanelExamples
{
    private static readonly DateTimeOffset At = new(2020, 10, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    public static readonly PanelEvent[] All =
    [
        new PanelSet("north", new("北片考评组", "North panel"), ["chen", "zhou"], ["u1", "u2"], new(new(2020, 10, 20), new(2020, 10, 28)), At, "li"),
        new PanelSet("south", new("南片考评组"), ["wu"], ["u3"], null, At.AddMinutes(1).ToUniversalTime(), "li") { Person = "li-na" },
        new PanelRemoved("south", At.AddMinutes(2), "li"),
        new SheetAdmitted("north", "u1", "chen", At.AddDays(20), "chen"),
        new DrawAnnounced("spot-1", DrawSubject.Units, 2, ["u1", "u2", "u3"], "抽查", null, At.AddDays(1), "li"),
        new DrawMade("spot-1", "2020-10-02", true, ["u3", "u1"], At.AddDays(1), "li"),
        new DrawAnnounced("items", DrawSubject.Criteria, 1, ["results", "safety"], "re-check", "closing index of 2020-12-01", At.AddDays(2), "li", new("k1", "b1")),
        new PanelSet("lead", new("领导", "Leaders"), ["wu", "li-na"], ["u1"], null, At.AddDays(3), "li", "leaders", [80m, 20.5m]),
        new DrawAnnounced("own", DrawSubject.Criteria, 1, ["results"], "re-check", null, At.AddDays(4), "li", Body: "leaders"),
        new DrawAnnounced("later", DrawSubject.Criteria, 1, ["results"], "re-check", "an index", At.AddDays(4), "li", Body: "leaders"),
    ];
}

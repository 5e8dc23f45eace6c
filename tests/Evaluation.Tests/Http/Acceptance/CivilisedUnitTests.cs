using System.Globalization;
using Evaluation.Ballots.Keys;
using Evaluation.Evidence;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;

namespace Evaluation.Tests.Http.Acceptance;

/// <summary>
/// A real acceptance of a unit, from its self-assessment with mistakes to the published result, which is computed by hand here.
/// </summary>
public sealed class CivilisedUnitTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>
    /// Points of the five inspectors by criterion. F8, <c>"trim":"item"</c>: one highest and one lowest are dropped; the mean of the other
    /// three counts. F7: the maxima add up to 100, so the sum of the means is the score.
    /// </summary>
    private static readonly decimal[][] Points =
    [
        [14, 14.5m, 13.5m, 15, 12], // 42 ÷ 3 = 14
        [15, 14, 14.5m, 16, 13.25m], // 43.5 ÷ 3 = 14.5
        [12, 12.5m, 11, 13, 12.25m], // 36.75 ÷ 3 = 12.25
        [11, 10, 11.5m, 12, 10.75m], // 33.25 ÷ 3 = 133/12
        [7, 7.5m, 8, 6, 8.25m], // 22.5 ÷ 3 = 7.5
        [8, 8.5m, 7.25m, 9, 6.5m], // 23.75 ÷ 3 = 95/12
        [7, 6.5m, 7.5m, 8, 5], // 21 ÷ 3 = 7
        [16, 17, 15.5m, 14, 16.75m], // 48.25 ÷ 3 = 193/12
    ];

    // (14 + 14.5 + 12.25 + 7.5 + 7) + (133 + 95 + 193)/12 = 221/4 + 421/12 = 1084/12 = 271/3 = 90.333…
    private const decimal Inspection = 90.33m;

    /// <summary>Accepted by the reviewers, of 97 claimed: 15 + 15.5 + 13 + 11.25 + 8 + 7.5 + 8 + 16.5 = 94.75.</summary>
    private static readonly decimal[] Accepted = [15, 15.5m, 13, 11.25m, 8, 7.5m, 8, 16.5m];

    private const decimal Self = 94.75m;

    /// <summary>
    /// Options of seven residents: three times 100, twice 70, once 30, and "don't know", which is left out.
    /// F5: (300 + 140 + 30) ÷ 6 = 235/3.
    /// </summary>
    private static readonly int[] Marks = [0, 0, 0, 1, 1, 2, 3];

    private const decimal Vote = 78.33m;

    // F6: (30 · 235/3 + 50 · 271/3 + 20 · 379/4) ÷ 100 = (2350 + 13550/3 + 1895) ÷ 100 = 26285/300 = 5257/60.
    // Bonus: 7.5 + 4 = 11.5, at most 10. Deduction: 1.25. 5257/60 + 10 − 5/4 = (5257 + 600 − 75)/60 = 5782/60 = 2891/30 = 96.3666…
    private const decimal Total = 96.37m;

    [Fact]
    public async Task The_acceptance_of_a_civilised_unit_gives_what_the_rules_give_by_hand()
    {
        var edu = await CivilisedUnit.OpenAsync(server);
        await AssessAsync(edu);
        await InspectAsync(edu);
        await AdjustAsync(edu);
        var notices = await Task.WhenAll(Enumerable.Range(0, 34).Select(edu.MendAsync));
        Assert.Equal(Enumerable.Range(1, 34), notices.Order());
        var counts = (await server.Administrator.GetAsync($"{edu.Round.Path}/findings?unit=edu&limit=1")).Answers().GetProperty("counts");
        Assert.Equal("""{"opened":34,"closed":34,"overdue":0,"closureRate":1}""", counts.GetRawText());

        var credentials = await edu.Round.IssueAsync("residents", 50);
        await edu.Round.MoveAsync("voting");
        foreach (var (mark, credential) in Marks.Zip(credentials))
            (await edu.Round.CastAsync(credential, $"edu:{mark}")).Answers();
        foreach (var to in new[] { "sealed", "provisional", "published" })
            (await edu.Round.TryMoveAsync(to)).Answers();
        await CheckResultAsync(edu);

        using var said = new StringWriter();
        Assert.True(await WholeCheck.RunAsync(server.Get<IJournal>(), server.Get<IEvidenceStore>(), said, server.Get<IKeyStore>()) == 0, said.ToString());
        Assert.Contains("7 ballots", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_third_failed_spot_check_makes_the_unit_ineligible_at_once_and_a_withdrawal_eligible_again()
    {
        var edu = await CivilisedUnit.OpenAsync(server);
        Assert.Equal(0, (await edu.FailCheckAsync("2011-03-05")).GetProperty("vetoes").GetArrayLength());
        Assert.Equal(0, (await edu.FailCheckAsync("2011-05-17")).GetProperty("vetoes").GetArrayLength());
        Assert.True((await edu.StandingAsync()).GetProperty("eligible").GetBoolean());

        var third = await edu.FailCheckAsync("2011-05-17");
        var veto = third.GetProperty("vetoes").EnumerateArray().Single();
        Assert.Equal(("spot-checks", "ineligible"), (veto.GetProperty("veto").GetString(), veto.GetProperty("effect").GetString()));
        Assert.False((await edu.StandingAsync()).GetProperty("eligible").GetBoolean());

        var withdrawn = (await edu.Li.PostAsync($"{edu.Path}/spot-checks/sc-2/withdrawal", """{"reason":"the wrong unit"}""")).Answers();
        Assert.Equal(0, withdrawn.GetProperty("vetoes").GetArrayLength());
        var standing = await edu.StandingAsync();
        Assert.True(standing.GetProperty("eligible").GetBoolean());
        Assert.Equal(2, standing.GetProperty("spotChecks").GetProperty("failed").GetInt32());
    }

    /// <summary>The self-assessment as filed in reality, its faults, the corrected one, and the decisions on its claims.</summary>
    private static async Task AssessAsync(CivilisedUnit edu)
    {
        var body = CivilisedUnit.Sample("self-assessment-as-filed.json");
        var draft = (await edu.Unit.PutAsync(edu.Assessment, body)).Answers();
        Assert.Equal("draft", draft.GetProperty("state").GetString());
        string[] faults = [.. draft.GetProperty("faults").EnumerateArray().Select(fault => $"{fault.GetProperty("pointer")} {fault.GetProperty("code")}")];
        Assert.Equal(["/items/4/reason reason-missing", "/items/5/reason reason-missing", "/items/7/reason reason-missing", "/declaredTotal total-mismatch"], faults);
        Assert.Equal("items add up to 97, declared 98", draft.GetProperty("faults")[3].GetProperty("detail").GetString());
        (await edu.Unit.PostAsync($"{edu.Assessment}/filing", """{"version":1}""")).Refuses(422, "not-fileable");

        body["basedOn"] = 1;
        body["declaredTotal"] = 97;
        foreach (var lost in new[] { 4, 5, 7 })
            body["items"]![lost]!["reason"] = "not finished within the year";
        Assert.Equal(0, (await edu.Unit.PutAsync(edu.Assessment, body)).Answers().GetProperty("faults").GetArrayLength());
        Assert.Equal("filed", (await edu.Unit.PostAsync($"{edu.Assessment}/filing", """{"version":2}""")).Answers().GetProperty("state").GetString());
        foreach (var (criterion, accepted) in CivilisedUnit.Criteria.Zip(Accepted))
        {
            var decision = string.Create(CultureInfo.InvariantCulture, $$"""{"accepted":{{accepted}},"reason":"by the documents shown"}""");
            (await edu.Zhao.PutAsync($"{edu.Path}/claims/{criterion}", decision)).Answers();
        }
    }

    /// <summary>Five inspectors file; the last one has written on two devices, and files the sheet that joins both versions.</summary>
    private static async Task InspectAsync(CivilisedUnit edu)
    {
        decimal[] Of(int inspector) => [.. Points.Select(row => row[inspector])];
        for (var index = 0; index < 4; index++)
            (await edu.PutSheetAsync(edu.Inspectors[index], Of(index), "", file: true)).Answers();
        var last = edu.Inspectors[4];
        (await edu.PutSheetAsync(last, Of(4), "", file: false)).Answers();
        var conflicting = (await edu.PutSheetAsync(last, [.. Of(4)[..7], 18], "", file: false)).Answers();
        Assert.Equal(
            ("conflicting", 2, "campaign"),
            (conflicting.GetProperty("state").GetString(), conflicting.GetProperty("heads").GetArrayLength(), conflicting.GetProperty("differences").EnumerateArray().Single().GetString()));
        (await edu.PutSheetAsync(last, [.. Of(4)[..7], 17], "2", file: true)).Refuses(422, "not-fileable");
        Assert.Equal("filed", (await edu.PutSheetAsync(last, Of(4), "1,2", file: true)).Answers().GetProperty("state").GetString());
    }

    private static async Task AdjustAsync(CivilisedUnit edu)
    {
        var first = await edu.ProposeAsync("bonus", 7.5m, "§ 12");
        (await edu.Li.PostAsync($"{edu.Path}/adjustments/{first}/approval")).Refuses(409, "same-person");
        (await edu.Zhao.PostAsync($"{edu.Path}/adjustments/{first}/approval")).Answers();
        await edu.AdjustAsync("bonus", 4, "§ 13");
        await edu.AdjustAsync("deduction", 1.25m, "§ 15");
        await edu.ProposeAsync("deduction", 9, "§ 16");
        var rejected = await edu.ProposeAsync("deduction", 3, "§ 17");
        (await edu.Zhao.PostAsync($"{edu.Path}/adjustments/{rejected}/rejection", """{"reason":"no document"}""")).Answers();
    }

    private async Task CheckResultAsync(CivilisedUnit edu)
    {
        var results = (await server.Anybody.GetAsync($"{edu.Round.Path}/results")).Answers();
        var unit = results.GetProperty("classes")[0].GetProperty("units").EnumerateArray().Single();
        decimal Figure(string name) => unit.GetProperty(name).GetDecimal();
        Assert.Equal(
            (Vote, Inspection, Self, 10m, 1.25m, Total), (Figure("vote"), Figure("inspection"), Figure("self"), Figure("bonus"), Figure("deductions"), Figure("total")));
        // F16: 30 % of one unit is no place for the first grade, so the unit falls to the next one.
        Assert.Equal(("good", true), (unit.GetProperty("grade").GetString(), unit.GetProperty("eligible").GetBoolean()));

        var derivation = (await server.Anybody.GetAsync($"{edu.Round.Path}/results/edu/derivation?format=text&lang=en")).Text;
        foreach (var figure in new[] { "→ 78.33  /vote", "→ 90.33  /inspection", "→ 94.75  /self", "→ 10.00  /bonus", "→ 1.25  /deductions", "→ 96.37  /total", "→ good  /grade" })
            Assert.Contains(figure, derivation, StringComparison.Ordinal);
        foreach (var fraction in new[] { "235/3", "271/3", "2891/30" })
            Assert.Contains(fraction, derivation, StringComparison.Ordinal);
    }
}

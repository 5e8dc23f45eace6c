using System.Text.RegularExpressions;
using Evaluation.Gateway.Rounds;
using Microsoft.Extensions.Hosting;
using static Evaluation.Tests.Privacy.Reach.Readers;

namespace Evaluation.Tests.Privacy.Reach;

/// <summary>
/// The table of docs/reach.md, tried by every reader with every GET call of the server in every state: each secret is read by exactly the
/// readers that the table names.
/// </summary>
public sealed class ReachTests(TestServer server) : IClassFixture<TestServer>
{
    private const string UnitAndStaff = "unit " + StaffAll;

    /// <summary>Each secret with its readers before publication, from publication on, and after the archiving.</summary>
    private static readonly (string Secret, string Before, string Published, string Archived)[] Table =
    [
        ("PanelLabel", StaffAll, StaffAll, StaffAll), ("DrawReason", Everybody, Everybody, Everybody),
        ("TargetTitle", Everybody, Everybody, Everybody), ("TargetMeasure", UnitAndStaff, UnitAndStaff, UnitAndStaff),
        ("ProgressNote", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("GradeReason", UnitAndStaff, UnitAndStaff, UnitAndStaff),
        ("ComplaintText", Officials, Officials, Officials), ("Contact", Officials, Officials, Officials), ("HiddenComplaint", Officials, Officials, Officials),
        ("Released", "unit " + Officials, "unit " + Officials, "unit " + Officials), ("Answer", "complainant " + Officials, "complainant " + Officials, "complainant " + Officials),
        ("HiddenAnswer", Officials, Officials, Officials),
        ("EvidenceTitle", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("EvidenceTitleContent", UnitAndStaff, UnitAndStaff, UnitAndStaff),
        ("InspectorsTitle", StaffAll, UnitAndStaff, UnitAndStaff), ("InspectorsTitleContent", StaffAll, UnitAndStaff, UnitAndStaff),
        ("FiledReason", UnitAndStaff, Everybody, Everybody), ("FiledReasonReport", UnitAndStaff, Everybody, Everybody), ("ClaimReason", UnitAndStaff, Everybody, Everybody),
        ("ReopenReason", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("SheetReopened", Overseers, Overseers, Overseers),
        ("DraftReason", "unit", "unit", ""), ("DraftReasonReport", "unit", "unit", ""), ("OtherDraft", "other", "other", ""),
        ("Sheetfiled", "second " + Officials, Everybody, Everybody), ("Sheetsecond", "filed second " + Officials, Everybody, Everybody),
        ("Notefiled", "second " + Officials, Everybody, Everybody), ("Documentsecond", "filed second " + Officials, Everybody, Everybody),
        ("Sheetblind", "blind", "blind", ""), ("Noteblind", "blind", "blind", ""), ("Documentblind", "blind", "blind", ""), ("Refile", "filed", "filed", ""),
        ("CheckNote", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("FactNote", UnitAndStaff, UnitAndStaff, UnitAndStaff),
        ("Proposed", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("ProposedNote", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("Approved", UnitAndStaff, Everybody, Everybody),
        ("ApprovedNote", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("Rejected", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("RejectedFor", UnitAndStaff, UnitAndStaff, UnitAndStaff),
        ("Finding", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("Reply", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("Verified", UnitAndStaff, UnitAndStaff, UnitAndStaff),
        ("Closed", UnitAndStaff, UnitAndStaff, UnitAndStaff), ("FromComplaint", UnitAndStaff, UnitAndStaff, UnitAndStaff),
        ("FactDocument", UnitAndStaff, Everybody, Everybody),
        ("Person", "site", "site", "site"), ("Interest", "site", "site", "site"),
        ("PrizeReason", "", Officials, Officials),
    ];

    [Fact]
    public async Task Each_secret_is_read_by_exactly_the_readers_of_the_table_in_every_state()
    {
        var planted = await PlantedRound.CreateAsync(server);
        await planted.PlanAsync();
        var faults = new List<string>();
        await CompareAsync(planted, "draft", InDraft, faults);
        await planted.Round.MoveAsync("assessing");
        await planted.AssessAsync();
        foreach (var state in new[] { "assessing", "voting", "paused", "sealed", "provisional" })
        {
            if (state != "assessing")
                await planted.Round.MoveAsync(state);
            await CompareAsync(planted, state, row => row.Before, faults);
        }
        await planted.Round.MoveAsync("published");
        await planted.AwardAsync();
        await CompareAsync(planted, "published", row => row.Published, faults);
        await planted.Round.MoveAsync("final");
        await CompareAsync(planted, "final", row => row.Published, faults);
        await planted.Round.MoveAsync("archived");
        await SweepAsync();
        await CompareAsync(planted, "archived", row => row.Archived, faults);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Nothing_but_its_public_bulletins_is_public_of_a_round_that_is_cancelled()
    {
        var planted = await PlantedRound.CreateAsync(server, bulletins: "public");
        await planted.PlanAsync();
        await planted.Round.MoveAsync("assessing");
        await planted.AssessAsync();
        (await planted.Round.TryMoveAsync("cancelled", "a test")).Answers();
        await SweepAsync();
        var faults = new List<string>();
        await CompareAsync(planted, "cancelled", row => row.Secret switch
        {
            // The draft that was shown in place of the own filed sheet is removed.
            "Sheetfiled" or "Notefiled" => "filed " + row.Before,
            "Approved" or "FactDocument" => Everybody,
            _ => row.Archived == "" ? "" : row.Before,
        }, faults);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Of_an_internal_round_nobody_but_insiders_reads_anything()
    {
        var planted = await PlantedRound.CreateAsync(server, isInternal: true);
        await planted.PlanAsync();
        await planted.Round.MoveAsync("assessing");
        await planted.AssessAsync();
        await planted.Round.MoveAsync("voting", "sealed");
        await planted.Round.MoveAsync("provisional", "published");
        await planted.AwardAsync();
        var faults = new List<string>();
        await CompareAsync(planted, "published", row => row.Published.Replace("public ", "", StringComparison.Ordinal).Replace("outsider ", "", StringComparison.Ordinal)
            .Replace(row.Published == Everybody ? "complainant " : "-", "", StringComparison.Ordinal), faults);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>A draft is read by the staff and the units of the round only, except its draws. Only what is planned is there.</summary>
    private static string InDraft((string Secret, string Before, string Published, string Archived) row) => row.Secret switch
    {
        "DrawReason" => row.Before,
        "TargetTitle" => "unit other " + StaffAll,
        "" => row.Before,
        _ => PlantedRound.IsPlanned(row.Secret) ? row.Before : "",
    };

    private Task<int> SweepAsync() => server.Get<IEnumerable<IHostedService>>().OfType<AssessmentDrafts>().Single().SweepAsync(default);

    /// <summary>Adds a line for each secret that other readers than the expected ones have read.</summary>
    private async Task CompareAsync(PlantedRound planted, string state, Func<(string Secret, string Before, string Published, string Archived), string> expected, List<string> faults)
    {
        var crawl = new Crawl(server, planted);
        var seen = new Dictionary<string, IReadOnlyList<(string Path, string Text)>>(StringComparer.Ordinal);
        foreach (var (name, caller) in planted.Readers.All)
            seen[name] = await crawl.ReadAsync(caller);
        (string Secret, string Word, string Readers)[] rows =
        [
            .. Table.Select(row => (row.Secret, planted.Word(row.Secret), expected(row))),
            ("the account that has not filed", "absent-" + planted.Round.Id, StaffAll),
            // Inspectors read names of officials beside what these have done to a unit, and a draft has nothing of that.
            ("a reviewer's account", planted.Readers.Account("reviewer"), state == "draft" ? Officials : StaffAll),
            ("an inspector's account", planted.Readers.Account("second"), expected(("", StaffAll, Everybody, Everybody))),
            ("the complaint's secret", planted.ComplaintSecret, ""),
            ("the hidden complaint", planted.HiddenComplaint, state == "draft" ? Officials : StaffAll),
        ];
        foreach (var (secret, word, readers) in rows)
        {
            var whole = new Regex($"{Regex.Escape(word)}(?![A-Za-z0-9])");
            foreach (var (name, read) in seen)
            {
                var paths = read.Where(page => page.Text.Length >= word.Length && whole.IsMatch(page.Text) && !page.Path.Contains(word, StringComparison.Ordinal)).Select(page => page.Path).ToArray();
                // Refusals name the caller's own account.
                if (word == planted.Readers.Account(name))
                    continue;
                var may = readers.Split(' ').Contains(name);
                if (may != paths.Length > 0)
                    faults.Add($"{state}: {secret} {(may ? "is not read by" : "is read by")} {name} {string.Join(' ', paths.Take(4))}");
            }
        }
    }
}

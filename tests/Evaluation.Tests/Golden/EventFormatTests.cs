using System.Buffers;
using System.Globalization;
using System.Text;
using Evaluation.Assessment;
using Evaluation.Awards;
using Evaluation.Ballots;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Cuts;
using Evaluation.Findings;
using Evaluation.Honours;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Targets;
using Evaluation.Units;

namespace Evaluation.Tests.Golden;

/// <summary>
/// The format of journals is fixed: each event is written as its golden line, byte for byte, and each golden line is read back. A line is
/// never changed or removed. A new event, or a new shape of one, gets an example and a line: the failing test shows it.
/// </summary>
public sealed class EventFormatTests
{
    [Fact]
    public void Round_events_are_written_in_the_golden_format() => AssertWritten<RoundGrain, Round, RoundCommand, RoundEvent>(RoundExamples.All, "round.txt");

    [Fact]
    public void Box_events_are_written_in_the_golden_format() => AssertWritten<BoxGrain, BallotBox, BoxCommand, BoxEvent>(BoxExamples.All, "box.txt");

    [Fact]
    public void Staff_events_are_written_in_the_golden_format() =>
        AssertWritten<StaffGrain, StaffRoster, StaffCommand, StaffEvent>(StaffExamples.All, "staff.txt");

    [Fact]
    public void Unit_events_are_written_in_the_golden_format() =>
        AssertWritten<UnitGrain, UnitState, UnitCommand, UnitEvent>(UnitExamples.All, "unit.txt");

    [Fact]
    public void Comment_events_are_written_in_the_golden_format() =>
        AssertWritten<CommentGrain, CommentBook, CommentCommand, CommentEvent>(CommentExamples.All, "comments.txt");

    [Fact]
    public void Target_events_are_written_in_the_golden_format() =>
        AssertWritten<TargetGrain, TargetBook, TargetCommand, TargetEvent>(TargetExamples.All, "targets.txt");

    [Fact]
    public void The_journal_of_targets_replays()
    {
        var book = AssertRead<TargetGrain, TargetBook, TargetCommand, TargetEvent>(TargetExamples.All, "targets.txt", "targets-golden");
        Assert.Equal((2, false, true, "wang 王"), (book.Of("u1").Version, book.Of("u1").IsSigned, book.Of("u1").WasSigned, TargetExamples.Signer(book)));
    }

    [Fact]
    public void Panel_events_are_written_in_the_golden_format() => AssertWritten<PanelGrain, PanelBook, PanelCommand, PanelEvent>(PanelExamples.All, "panels.txt");

    [Fact]
    public void A_journal_of_panels_replays()
    {
        var book = AssertRead<PanelGrain, PanelBook, PanelCommand, PanelEvent>(PanelExamples.All, "panels.txt", "panels-golden");
        Assert.Equal(("north", 1L, true), (book.Of("u2", null)!.Code, book.Of("u2", null)!.Version, book.IsAdmitted("north", "u1", "chen")));
        Assert.Equal([("spot-1", true), ("items", false), ("own", false), ("later", false)], book.Draws.Select(draw => (draw.Id, draw.Made is not null)));
    }

    [Fact]
    public void Finding_events_are_written_in_the_golden_format() =>
        AssertWritten<FindingGrain, FindingBook, FindingCommand, FindingEvent>(FindingExamples.All, "findings.txt");

    [Fact]
    public void The_journal_of_findings_replays()
    {
        var book = AssertRead<FindingGrain, FindingBook, FindingCommand, FindingEvent>(FindingExamples.All, "findings.txt", "findings-golden");
        Assert.Equal(["f-1 Closed", "f-2 Open"], book.Of("u1").Select(finding => $"{finding.Id} {finding.State}"));
        Assert.Equal((2, 6), (book.Notices, book.Find("u1", "f-1")!.History.Count));
    }

    [Fact]
    public void Complaint_events_are_written_in_the_golden_format() =>
        AssertWritten<ComplaintGrain, ComplaintBook, ComplaintCommand, ComplaintEvent>(ComplaintExamples.All, "complaints.txt");

    [Fact]
    public void A_journal_of_complaints_replays()
    {
        var book = AssertRead<ComplaintGrain, ComplaintBook, ComplaintCommand, ComplaintEvent>(ComplaintExamples.All, "complaints.txt", "complaints-2011");
        Assert.Equal([ComplaintState.Closed, ComplaintState.Received], book.Complaints.Select(complaint => complaint.State));
        Assert.Equal((new ComplaintFinding("golden", "u1", "f-1"), true), (book.Complaints[0].Finding!, book.HasSecret("2011-0002", new string('b', 64))));
    }

    [Fact]
    public void Cut_events_are_written_in_the_golden_format() => AssertWritten<CutGrain, CutState, CutCommand, CutEvent>(CutExamples.All, "cut.txt");

    [Fact]
    public void Log_events_are_written_in_the_golden_format() => AssertWritten<LogGrain, BlockLog, LogCommand, LogEvent>(LogExamples.All, "log.txt");

    [Fact]
    public void The_journal_of_the_log_replays()
    {
        var log = AssertRead<LogGrain, BlockLog, LogCommand, LogEvent>(LogExamples.All, "log.txt", "log");
        Assert.Equal((2, 3L, 1L, "vote.example/log 3 " + LogExamples.Hash(9)), (LogView.Of(log).Origin, LogView.Of(log).Begins, LogView.Of(log).Size, LogView.Of(log).Last));
        Assert.Equal([MomentKind.Opened, MomentKind.Published], log.Moments.Select(recorded => recorded.Moment.Kind));
    }

    [Fact]
    public void Award_events_are_written_in_the_golden_format() => AssertWritten<AwardGrain, AwardBook, AwardCommand, AwardEvent>(AwardExamples.All, "awards.txt");

    [Fact]
    public void Honour_events_are_written_in_the_golden_format() =>
        AssertWritten<HonourGrain, HonourRegister, HonourCommand, HonourEvent>(HonourExamples.All, "honours.txt");

    [Fact]
    public void The_journal_of_awards_replays()
    {
        var book = AssertRead<AwardGrain, AwardBook, AwardCommand, AwardEvent>(AwardExamples.All, "awards.txt", "awards-golden");
        Assert.Equal((2, "u2"), (book.List!.Version, book.Find("creative")!.Standing!.Unit));
    }

    [Fact]
    public void The_journal_of_honours_replays()
    {
        var register = AssertRead<HonourGrain, HonourRegister, HonourCommand, HonourEvent>(HonourExamples.All, "honours.txt", "honours");
        Assert.Equal(["h-1", "h-2"], register.Honours.Select(honour => honour.Id));
        Assert.NotNull(register.Find("h-2")!.Withdrawn);
    }

    [Fact]
    public void A_journal_of_cuts_replays()
    {
        var cuts = AssertRead<CutGrain, CutState, CutCommand, CutEvent>(CutExamples.All, "cut.txt", "cut-golden");
        Assert.Equal((6L, "npc"), (cuts.Units[3].Groups.Sum(group => group.Slips), cuts.Turnout.Single().Group));
    }

    [Fact]
    public void The_journal_of_comments_replays()
    {
        var book = AssertRead<CommentGrain, CommentBook, CommentCommand, CommentEvent>(CommentExamples.All, "comments.txt", "comments-golden");
        var note = Assert.Single(book.Notes("u1").Notes);
        Assert.Equal(("0a", "停车", "li"), (note.Key, note.Value.Tags.Single(), note.Value.Answer!.By));
    }

    [Fact]
    public void A_rounds_journal_replays()
    {
        var round = AssertRead<RoundGrain, Round, RoundCommand, RoundEvent>(RoundExamples.All, "round.txt", "round-golden");
        Assert.Equal(["o-1", "o-2", "o-3", "o-4"], round.Objections.Objections.Select(objection => objection.Id));
        Assert.Equal((RoundState.Published, 10, 2), (round.State, round.Versions.Count, round.Counted.Count));
        Assert.Equal([("b1", 5, BatchState.Issued), ("b2", 3, BatchState.Issued), ("b3", 2, BatchState.Void), ("b4", 2, BatchState.Void), ("b5", 20, BatchState.Unsettled)], round.Batches.List(1).Items.Select(batch => (batch.Batch, batch.Count, batch.State)));
        Assert.Equal(["b5"], round.Batches.Pending.Keys);
        Assert.Equal([("u1", 1L), ("u2", 7L)], round.Versions[3].Sources.Versions.Select(unit => (unit.Key, unit.Value)));
        Assert.Equal((1, 0), (round.Versions[1].Sources.Stored.Count, round.Versions[3].Sources.Stored.Count));
        Assert.Equal(
            ["u1 1, u2 -", "u2 1, u1 -", "u2 -, u1 -", "u2 2, u1 -", "u1 1", "u1 1", "u1 1"],
            round.Versions.Skip(3).Select(version => string.Join(", ", version.Result.Classes.Single().Units.Select(unit => $"{unit.Unit} {unit.Rank?.ToString(CultureInfo.InvariantCulture) ?? "-"}"))));
        Assert.Equal([2, 1, 1, 1, 0, 0, 0], round.Versions.Skip(3).Select(version => version.Result.Turnout.Count));
        Assert.Equal(("warned", "u0"), (round.Versions[6].Unit("u2").Tail, round.Versions[6].Sources.WithTails("u1", new()).Tails!.Single().Unit));
        Assert.Equal((null, new string('e', 64)), (round.Versions[8].Recount, round.Versions[9].Recount));
        // A figure that was pinned before tails were carried has none.
        var pinned = round.Versions.Skip(7).SkipLast(1).Select(version => version.Pinned!.Single().Units[0]);
        Assert.Equal([(null, null), ("warned, golden-q1:last", true)], pinned.Select(unit => (unit.Tails is { } tails ? string.Join(", ", tails.Select(tail => tail.Tail)) : null, unit.Compared)));
    }

    [Fact]
    public void A_boxs_journal_replays()
    {
        var box = AssertRead<BoxGrain, BallotBox, BoxCommand, BoxEvent>(BoxExamples.All, "box.txt", "box-golden-0");
        Assert.Equal((true, 4u, 5L), (box.IsSealed, box.Sequence, box.Tally.Slips));
    }

    [Fact]
    public void The_staffs_journal_replays()
    {
        var staff = AssertRead<StaffGrain, StaffRoster, StaffCommand, StaffEvent>(StaffExamples.All, "staff.txt", "staff");
        Assert.Equal(["chen-2", "li", "rescue", "sun", "zhou"], staff.Accounts.Keys);
        Assert.Equal((true, 0, 7), (staff.FourEyes.IsOn, staff.FourEyes.Unconfirmed.Count, staff.FourEyes.Proposals.Count));
        Assert.Equal(("chen-2", 0), (staff.Accounts["chen-2"].Actor.Person, staff.Accounts["chen-2"].Interests.Count));
    }

    [Fact]
    public void A_units_journal_replays()
    {
        var unit = AssertRead<UnitGrain, UnitState, UnitCommand, UnitEvent>(UnitExamples.All, "unit.txt", "unit-golden.u1");
        Assert.Equal(["chen", "zhou", "wu 2020-Q1"], unit.Ledger.Sheets.Select(sheet => sheet.Name));
        Assert.Equal((3L, true, new DateOnly(2020, 10, 21)), (unit.Inspections.Find("chen")!.Version, unit.Inspections.Find("chen")!.IsReopened, unit.Ledger.Sheets[0].VisitedOn));
        Assert.Equal(["o-1", "o-2", "o-9"], unit.Corrected.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([1L, 2L, 6L, UnitExamples.All.Length - 1, UnitExamples.All.Length], unit.Ledgers.Kept.Keys);
        Assert.Equal([80m, 20.5m], unit.Ledger.Weights!.Select(weight => weight.Weight));
        Assert.Equal([2L, 4L, 5L], unit.SelfAssessments.Filed.Select(filed => filed.Version));
        Assert.Equal([("results", 15m, null), ("safety", null, 0m), ("results 2020-Q1", 15m, 15m)], unit.Ledger.Claims.Select(claim => (claim.Name, claim.Claimed, claim.Accepted)));
        Assert.Equal((UnitExamples.All.Length - 1, 3), (unit.Ledgers.ClosedAt, unit.Ledgers.Number));
    }

    [Theory]
    [InlineData(typeof(RoundEvent), "round.txt")]
    [InlineData(typeof(BoxEvent), "box.txt")]
    [InlineData(typeof(StaffEvent), "staff.txt")]
    [InlineData(typeof(UnitEvent), "unit.txt")]
    [InlineData(typeof(CommentEvent), "comments.txt")]
    [InlineData(typeof(ComplaintEvent), "complaints.txt")]
    [InlineData(typeof(CutEvent), "cut.txt")]
    [InlineData(typeof(PanelEvent), "panels.txt")]
    [InlineData(typeof(FindingEvent), "findings.txt")]
    [InlineData(typeof(AwardEvent), "awards.txt")]
    [InlineData(typeof(HonourEvent), "honours.txt")]
    [InlineData(typeof(TargetEvent), "targets.txt")]
    public void Every_event_has_a_golden_line(Type events, string file)
    {
        var known = events.Assembly.GetTypes().Where(type => type.IsSubclassOf(events)).Select(type => type.Name).Order(StringComparer.Ordinal);
        Assert.Equal(known, Examples(file).Select(example => example.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_change_of_a_ledger_has_a_golden_line()
    {
        var known = typeof(LedgerChange).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LedgerChange))).Select(type => type.Name).Order(StringComparer.Ordinal);
        var written = UnitExamples.All.OfType<LedgerCorrected>().SelectMany(corrected => corrected.Changes).Select(change => change.GetType().Name).Distinct();
        Assert.Equal(known, written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_box_snapshot_is_written_in_its_format_and_read_back()
    {
        var box = new BallotBox();
        foreach (var happened in BoxExamples.All)
            box.Evolve(happened);
        var written = Snapshot(box);

        // A change needs a new BoxSnapshot.Format. A section may be added: the first line is without numbers of ballots.
        Assert.Equal(Lines("box-snapshot.txt")[^1], $"{BoxSnapshot.Format} {written}");
        foreach (var line in Lines("box-snapshot.txt"))
            Assert.Equal(line, $"{BoxSnapshot.Format} {Snapshot(BoxSnapshot.Read(Convert.FromHexString(line.Split(' ')[1])))}");
    }

    private static string Snapshot(BallotBox box)
    {
        var payload = new ArrayBufferWriter<byte>();
        BoxSnapshot.Write(box, payload);
        return Convert.ToHexStringLower(payload.WrittenSpan);
    }

    private static void AssertWritten<TAggregate, TState, TCommand, TEvent>(TEvent[] examples, string file)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TState : class
        where TCommand : class
        where TEvent : class =>
        Assert.Equal(Lines(file), examples.Select(example =>
        {
            var payload = new ArrayBufferWriter<byte>();
            TAggregate.Write(example, payload);
            return IsJson<TEvent>()
                ? $"{TAggregate.Format} {Encoding.UTF8.GetString(payload.WrittenSpan).TrimEnd('\n')}"
                : $"{TAggregate.Format} {example.GetType().Name} {Convert.ToHexStringLower(payload.WrittenSpan)}";
        }));

    private static TState AssertRead<TAggregate, TState, TCommand, TEvent>(TEvent[] examples, string file, string stream)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var state = TAggregate.Start(new GrainId(stream));
        foreach (var (line, example) in Lines(file).Zip(examples))
        {
            var (format, rest) = (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.LastIndexOf(' ') + 1)..]);
            var payload = IsJson<TEvent>() ? Encoding.UTF8.GetBytes(line[(format.Length + 1)..] + "\n") : Convert.FromHexString(rest);
            var entry = new JournalEntry(stream, 0, 1, int.Parse(format, System.Globalization.CultureInfo.InvariantCulture), payload, default);

            var happened = Assert.Single(TAggregate.Read(entry));
            Assert.Equivalent(example, happened, strict: true);
            state = TAggregate.Evolve(state, happened);
        }
        return state;
    }

    /// <summary>The events of a box are binary; the file contains their names and bytes in hexadecimal.</summary>
    private static bool IsJson<TEvent>() => typeof(TEvent) != typeof(BoxEvent);

    private static IEnumerable<object> Examples(string file) => file switch
    {
        "round.txt" => RoundExamples.All,
        "box.txt" => [.. BoxExamples.All, .. BoxExamples.Limited, .. SealedBoxFormatTests.Stored, .. SlipBoxFormatTests.Stored],
        "unit.txt" => UnitExamples.All,
        "comments.txt" => CommentExamples.All,
        "complaints.txt" => ComplaintExamples.All,
        "cut.txt" => CutExamples.All,
        "log.txt" => LogExamples.All,
        "panels.txt" => PanelExamples.All,
        "findings.txt" => FindingExamples.All,
        "awards.txt" => AwardExamples.All,
        "honours.txt" => HonourExamples.All,
        "targets.txt" => TargetExamples.All,
        _ => StaffExamples.All,
    };

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "Events", file));
}
